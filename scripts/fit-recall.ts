// Makes the weights of recall over conversations: in, conversations with questions whose evidence is known, which with
// --notes are told as notes; out, the weights to be written into utterance-ranker.ts and utterance-recall.ts, or into
// note-odds.ts, and what they reach on each conversation when
// they are fitted on the others.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { describeNote, noteFeatures } from '../src/engine/recall/note-odds.ts';
import { rankTalks } from '../src/engine/recall/talk-ranker.ts';
import { type RankedUtterance, utteranceFeatures } from '../src/engine/recall/utterance-ranker.ts';
import { answerFeatures, type SaidRecall } from '../src/engine/recall/utterance-recall.ts';
import { type Conversation, readConversations } from '../test/evaluate/conversation-data.ts';
import { listen } from '../test/evaluate/conversation-memory.ts';
import { type Choice, fitBinary, fitChoice } from '../test/evaluate/logistic-fit.ts';
import { madeTalks } from '../test/evaluate/made-notes.ts';
import { areaUnderCurve, calibrationError, mean } from '../test/evaluate/ranking-measure.ts';
import { projectRoot } from './build.ts';

const candidatesMax = 100;
const ridge = 2;
const rankingRidge = 8;
/** How much it counts that the conversation is the right one, beside the line. */
const wholeShare = 0.7;
/** Of the made talks that notes are fitted on too; none that a benchmark is run with. */
const madeSeeds = [11, 12];

interface Example {
  /** Number of the conversation it was asked of. */
  readonly group: number;
  readonly said: SaidRecall;
  readonly evidence: ReadonlySet<string>;
  readonly isOfOther: boolean;
}

async function collect(conversations: readonly Conversation[], asNotes: boolean): Promise<Example[]> {
  const examples: Example[] = [];
  const encoderFolder = join(projectRoot, 'media', 'encoder');
  for (const [group, conversation] of conversations.entries()) {
    const memory = await listen(conversation, { asNotes, without: [], encoderFolder });
    const others = conversations[(group + 1) % conversations.length]!;
    const strange = others.questions.filter((question) => question.category < 5);
    const asked = [
      ...conversation.questions,
      ...strange.map((question) => ({ ...question, evidence: [], category: 6 })),
    ];
    for (const { question, evidence, category } of asked) {
      if (category < 5 && evidence.length === 0) continue;
      const said = await memory.look(question);
      if (said !== undefined) {
        examples.push({ group, said, evidence: new Set(category < 5 ? evidence : []), isOfOther: category === 6 });
      }
    }
    await memory.close();
  }
  return examples;
}

const isRight = (evidence: ReadonlySet<string>) => (ranked: RankedUtterance) => evidence.has(ranked.utterance.event.id);

function toChoice({ said, evidence }: Example): Choice {
  const right = isRight(evidence);
  const candidates = said.ranked.filter((each, i) => i < candidatesMax || right(each));
  const wholes = talksOf(candidates.filter(right));
  return {
    rows: candidates.map((each) => utteranceFeatures.map((name) => each.features[name])),
    right: candidates.map(right),
    inRight: candidates.map((each) => wholes.has(each.utterance.conversation.id)),
  };
}

function talksOf(ranked: readonly RankedUtterance[]): Set<string> {
  return new Set(ranked.map((each) => each.utterance.conversation.id));
}

interface Reached {
  readonly recall: number;
  readonly reciprocal: number;
  /** The rank of the first conversation that holds what was right, from 1. */
  readonly talk: number;
}

function rankWith(weights: readonly number[], { said, evidence }: Example): Reached {
  const right = isRight(evidence);
  const scored = said.ranked.map((each) => ({
    ...each,
    right: right(each),
    score: utteranceFeatures.reduce((sum, name, i) => sum + weights[i]! * each.features[name], 0),
  }));
  scored.sort((a, b) => b.score - a.score);
  const first = scored.findIndex((each) => each.right);
  const found = scored.slice(0, 10).filter((each) => each.right).length;
  const holding = talksOf(scored.filter((each) => each.right));
  const talk = rankTalks(scored).findIndex(({ episode }) => holding.has(episode));
  return {
    recall: found / evidence.size,
    reciprocal: first < 0 ? 0 : 1 / (1 + first),
    talk: talk < 0 ? Number.POSITIVE_INFINITY : 1 + talk,
  };
}

function reportRanking(examples: readonly Example[]): void {
  const groups = [...new Set(examples.map((example) => example.group))];
  const held = groups.flatMap((group) => {
    const weights = fitChoice(examples.filter((each) => each.group !== group).map(toChoice), rankingRidge, wholeShare);
    return examples.filter((each) => each.group === group).map((each) => rankWith(weights, each));
  });
  const over = (measure: (each: Reached) => number) => mean(held.map(measure)).toFixed(3);
  console.log(
    'each conversation with weights from the others: ' +
      `lines recall@10 ${over((each) => each.recall)}, mrr ${over((each) => each.reciprocal)}; ` +
      `conversations hit@1 ${over((each) => Number(each.talk === 1))}, mrr ${over((each) => 1 / each.talk)}`,
  );
  printWeights('utteranceWeights', utteranceFeatures, fitChoice(examples.map(toChoice), rankingRidge, wholeShare));
}

function reportAnswering(
  examples: readonly Example[],
  name: string,
  features: readonly string[],
  rowOf: (example: Example) => number[],
): void {
  const isAnswerable = ({ evidence }: Example) => evidence.size > 0;
  const groups = [...new Set(examples.map((example) => example.group))];
  const forecasts = groups.flatMap((group) => {
    const taught = examples.filter((each) => each.group !== group);
    const weights = fitBinary(taught.map(rowOf), taught.map(isAnswerable), ridge);
    return examples
      .filter((each) => each.group === group)
      .map((each) => {
        const odds = rowOf(each).reduce((sum, value, i) => sum + value * weights[i]!, 0);
        return { probability: 1 / (1 + Math.exp(-odds)), came: isAnswerable(each), isOfOther: each.isOfOther };
      });
  });
  console.log(
    `each conversation with weights from the others: auroc ${areaUnderCurve(forecasts).toFixed(3)}, ece ${calibrationError(forecasts).toFixed(3)}`,
  );
  for (const isOfOther of [true, false]) {
    const part = forecasts.filter((each) => each.came || each.isOfOther === isOfOther);
    console.log(
      `  against ${isOfOther ? 'questions about others' : 'questions without answer'}: ${areaUnderCurve(part).toFixed(3)}`,
    );
  }
  printWeights(name, features, fitBinary(examples.map(rowOf), examples.map(isAnswerable), ridge));
}

function printWeights(name: string, features: readonly string[], weights: readonly number[]): void {
  console.log(`${name}:`);
  for (const [i, feature] of features.entries()) console.log(`  ${feature}: ${weights[i]!.toFixed(2)},`);
}

const { values } = parseArgs({ options: { data: { type: 'string' }, notes: { type: 'boolean', default: false } } });
if (values.data === undefined) {
  console.error('usage: fit-recall --data PATH [--notes]');
  process.exitCode = 2;
} else {
  const talks = [...readConversations(values.data), ...(values.notes ? madeSeeds.flatMap(madeTalks) : [])];
  const examples = await collect(talks, values.notes);
  if (values.notes) {
    const rowOf = ({ said }: Example) => {
      const described = describeNote(said);
      return noteFeatures.map((name) => described[name]);
    };
    reportAnswering(examples, 'noteWeights', noteFeatures, rowOf);
  } else {
    reportRanking(examples.filter((example) => example.evidence.size > 0));
    const rowOf = ({ said }: Example) => answerFeatures.map((name) => said.features[name]);
    reportAnswering(examples, 'answerWeights', answerFeatures, rowOf);
  }
}
