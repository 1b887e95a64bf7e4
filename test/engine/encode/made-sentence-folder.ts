// A sentence-transformers folder small enough to reckon by hand: five words, whose vectors are unit vectors of a space of
// four, so that the mean of a text shows which words it holds.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  elementTypes,
  intAttribute,
  node,
  tensor,
  valueInfo,
  writeOnnxModel,
} from '../../../scripts/encoder/onnx-writer.ts';

const pieces = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', 'close', 'open', 'file', '##s'];
/** One row a piece. */
const rows = [
  [9, 9, 9, 9],
  [0, 0, 0, 0],
  [0, 0, 0, 1],
  [0, 0, 0, 0],
  [1, 0, 0, 0],
  [0, 1, 0, 0],
  [0, 0, 1, 0],
  [0, 0, 1, 0],
];

/** @param changes files to be written otherwise, by their place; undefined leaves one out */
export function makeSentenceFolder(folder: string, changes: Readonly<Record<string, object | undefined>> = {}): string {
  const files: Record<string, object | undefined> = {
    'tokenizer.json': wordPieces(),
    'tokenizer_config.json': { pad_token: '[PAD]' },
    'modules.json': [
      { type: 'sentence_transformers.models.Transformer' },
      { type: 'sentence_transformers.models.Pooling' },
      { type: 'sentence_transformers.models.Normalize' },
    ],
    '1_Pooling/config.json': {
      word_embedding_dimension: 4,
      pooling_mode_mean_tokens: true,
      pooling_mode_cls_token: false,
    },
    'sentence_bert_config.json': { max_seq_length: 6 },
    ...changes,
  };
  mkdirSync(path.join(folder, '1_Pooling'), { recursive: true });
  for (const [file, content] of Object.entries(files)) {
    if (content !== undefined) writeFileSync(path.join(folder, file), JSON.stringify(content));
  }
  writeFileSync(path.join(folder, 'model.onnx'), model());
  return folder;
}

/** Looks up the row of each piece, and adds the mask's zeros so that the mask is an input that is used. */
function model(): Uint8Array {
  return writeOnnxModel({
    name: 'made',
    node: [
      node('Gather', ['rows', 'input_ids'], 'vectors'),
      node('Cast', ['attention_mask'], 'mask', [intAttribute('to', elementTypes.float)]),
      node('Unsqueeze', ['mask', 'last_axis'], 'mask_of_vectors'),
      node('Mul', ['vectors', 'mask_of_vectors'], 'last_hidden_state'),
    ],
    initializer: [
      tensor('rows', elementTypes.float, [rows.length, 4], Float32Array.from(rows.flat())),
      tensor('last_axis', elementTypes.int64, [1], BigInt64Array.of(2n)),
    ],
    input: ['input_ids', 'attention_mask'].map((name) => valueInfo(name, elementTypes.int64, ['batch', 'length'])),
    output: [valueInfo('last_hidden_state', elementTypes.float, ['batch', 'length', 4])],
  });
}

function wordPieces(): object {
  const special = (content: string) => ({ SpecialToken: { id: content, type_id: 0 } });
  return {
    version: '1.0',
    added_tokens: pieces.slice(0, 4).map((content, id) => ({ id, content, special: true })),
    normalizer: {
      type: 'BertNormalizer',
      clean_text: true,
      handle_chinese_chars: true,
      strip_accents: null,
      lowercase: true,
    },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    post_processor: {
      type: 'TemplateProcessing',
      single: [special('[CLS]'), { Sequence: { id: 'A', type_id: 0 } }, special('[SEP]')],
      pair: [],
      special_tokens: {
        '[CLS]': { id: '[CLS]', ids: [2], tokens: ['[CLS]'] },
        '[SEP]': { id: '[SEP]', ids: [3], tokens: ['[SEP]'] },
      },
    },
    decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
    model: {
      type: 'WordPiece',
      unk_token: '[UNK]',
      continuing_subword_prefix: '##',
      max_input_chars_per_word: 100,
      vocab: Object.fromEntries(pieces.map((piece, id) => [piece, id])),
    },
  };
}
