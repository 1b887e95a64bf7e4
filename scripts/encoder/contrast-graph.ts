// What training computes at each step, as an ONNX graph, since matrix products are quick there: in, the vectors of questions
// and of their answers; out, how wrong they are and how each vector should move.
import { elementTypes, intAttribute, node, type OnnxGraph, tensor, valueInfo } from './onnx-writer.ts';

/**
 * `questions, answers, own → loss, question_gradient, answer_gradient`. Row i of the answers [n, d] is right for row i
 * of the questions [n, d] and wrong for all others; `own` is the unit matrix [n, n]. The loss is the sum over both
 * directions.
 *
 * @param scale by which cosines are sharpened
 * @source InfoNCE, van den Oord et al. 2018, both ways as in CLIP, Radford et al. 2021
 */
export function contrastGraph(dimensions: number, scale: number): OnnxGraph {
  const vectors = ['n', dimensions];
  return {
    name: 'contrast',
    node: [
      node('Mul', ['questions', 'scale'], 'sharpened'),
      node('Gemm', ['sharpened', 'answers'], 'scores', [intAttribute('transB', 1)]),
      node('LogSoftmax', ['scores'], 'log_by_question', [intAttribute('axis', 1)]),
      node('LogSoftmax', ['scores'], 'log_by_answer', [intAttribute('axis', 0)]),
      node('Add', ['log_by_question', 'log_by_answer'], 'log_both'),
      node('Mul', ['log_both', 'own'], 'log_own'),
      node('ReduceSum', ['log_own'], 'gain', [intAttribute('keepdims', 0)]),
      node('Neg', ['gain'], 'loss'),
      node('Exp', ['log_by_question'], 'by_question'),
      node('Exp', ['log_by_answer'], 'by_answer'),
      node('Add', ['by_question', 'by_answer'], 'given'),
      node('Add', ['own', 'own'], 'due'),
      node('Sub', ['given', 'due'], 'excess'),
      node('Mul', ['excess', 'scale'], 'slope'),
      node('Gemm', ['slope', 'answers'], 'question_gradient'),
      node('Gemm', ['slope', 'questions'], 'answer_gradient', [intAttribute('transA', 1)]),
    ],
    initializer: [tensor('scale', elementTypes.float, [1], Float32Array.of(scale))],
    input: [
      valueInfo('questions', elementTypes.float, vectors),
      valueInfo('answers', elementTypes.float, vectors),
      valueInfo('own', elementTypes.float, ['n', 'n']),
    ],
    output: [
      valueInfo('loss', elementTypes.float, []),
      valueInfo('question_gradient', elementTypes.float, vectors),
      valueInfo('answer_gradient', elementTypes.float, vectors),
    ],
  };
}
