// Facts that change: in, a seed; out, whether the memory states what holds now first, and whether it ever states as
// current what was superseded. The facts are told in varied words by notes, commits, configuration, talk, renames,
// reverts and decisions that were taken back, and asked for afterwards.
import type { Reply } from '../../src/engine/model/recollection.ts';
import type { TaskResult } from './evaluation-report.ts';
import { tellBesides } from './made-crowd.ts';
import {
  beginWork,
  type Chance,
  drawThings,
  hourMs,
  type MadeWork,
  type MadeWorkOptions,
  madeFolder,
  pick,
  resultsByForm,
  shuffle,
  sleepOver,
  words,
} from './made-work.ts';

const factsPerForm = 20;
const changesMax = 3;
const evidenceShown = 8;

interface Attribute {
  readonly name: string;
  readonly values: readonly string[];
}

const attributes: readonly Attribute[] = [
  { name: 'port', values: words('8080 9090 7070 5000 4317 6379 3001 8443') },
  { name: 'database', values: words('Postgres MySQL SQLite MariaDB CockroachDB Cassandra Firebird') },
  { name: 'owner', values: words('Noor Ivo Greta Tomas Wanda Pavel Lena Selma') },
  { name: 'region', values: words('eu-west-1 us-east-2 ap-south-1 eu-north-1 sa-east-1') },
  { name: 'timeout', values: words('5s 12s 30s 45s 90s 120s') },
  { name: 'format', values: words('JSON Avro Parquet Protobuf MessagePack CBOR') },
  { name: 'broker', values: words('Kafka RabbitMQ NATS Pulsar Mosquitto') },
];

/** What a fact is told of; `values` in the order in which they held. */
interface Fact {
  readonly form: string;
  readonly thing: string;
  readonly attribute: string;
  readonly current: string;
  readonly former: readonly string[];
}

interface Telling {
  readonly work: MadeWork;
  readonly thing: string;
  readonly attribute: string;
  readonly chance: Chance;
}

/** Tells a first value and the values that follow, and gives the one that holds in the end. */
type Form = (telling: Telling, values: readonly string[]) => string;

const slug = (thing: string) => thing.replace(' ', '-');
const firstSayings = [
  (t: Telling, value: string) => `The ${t.thing} has ${value} as its ${t.attribute}.`,
  (t: Telling, value: string) => `The ${t.attribute} of the ${t.thing} is ${value}.`,
  (t: Telling, value: string) => `We settled on ${value} as the ${t.attribute} of the ${t.thing}.`,
];
const changeSayings = [
  (t: Telling, old: string, value: string) => `We moved the ${t.attribute} of the ${t.thing} from ${old} to ${value}.`,
  (t: Telling, old: string, value: string) =>
    `The ${t.thing} no longer has ${old}: its ${t.attribute} is ${value} now.`,
  (t: Telling, _: string, value: string) => `Switched the ${t.attribute} of the ${t.thing} to ${value}.`,
  (t: Telling, old: string, value: string) =>
    `${value} instead of ${old}: that is the ${t.attribute} of the ${t.thing} from today.`,
  (t: Telling, _: string, value: string) => `The ${t.attribute} of the ${t.thing} is ${value}.`,
  (t: Telling, old: string, value: string) => `Goodbye ${old}, hello ${value}: new ${t.attribute} for the ${t.thing}.`,
  (t: Telling, old: string, value: string) => `${t.thing}: ${t.attribute} ${old} -> ${value}`,
  (t: Telling, _: string, value: string) =>
    `Please note that ${value} has become the ${t.attribute} of the ${t.thing}.`,
  (t: Telling, old: string, value: string) =>
    `As the ${t.attribute} of the ${t.thing}, ${old} did not work out. ${value} does.`,
  (t: Telling, _: string, value: string) => `Make ${value} the ${t.attribute} of the ${t.thing}`,
];
const first = (t: Telling, value: string) => pick(t.chance, firstSayings)(t, value);
const change = (t: Telling, old: string, value: string) => pick(t.chance, changeSayings)(t, old, value);

function eachChange(t: Telling, values: readonly string[], tell: (old: string, value: string) => void): string {
  for (const [i, value] of values.slice(1).entries()) {
    t.work.wait(40 * hourMs);
    tell(values[i]!, value);
  }
  return values.at(-1)!;
}

function configOf({ thing }: Telling): string {
  return `config/${slug(thing)}.yaml`;
}

const forms: Readonly<Record<string, Form>> = {
  notes(t, values) {
    t.work.note(first(t, values[0]!));
    return eachChange(t, values, (old, value) => void t.work.note(change(t, old, value)));
  },
  commits(t, values) {
    const hunk = (before: readonly string[], value: string) => [
      { path: configOf(t), startLine: 1, before, after: [`${t.attribute}: ${value}`] },
    ];
    t.work.commit(`Set the ${t.attribute} of the ${t.thing} to ${values[0]}`, hunk([], values[0]!));
    return eachChange(t, values, (old, value) => {
      const message = change(t, old, value).replace(/\.$/, '');
      t.work.commit(`${message}\n\nIt did not keep up.`, hunk([`${t.attribute}: ${old}`], value));
    });
  },
  configuration(t, values) {
    t.work.commit(`Set the ${t.attribute} of the ${t.thing} to ${values[0]}`, [
      { path: configOf(t), startLine: 1, before: [], after: [`${t.attribute}: ${values[0]}`] },
    ]);
    return eachChange(t, values, (old, value) => {
      t.work.edit(configOf(t), [`${t.attribute}: ${old}`], [`${t.attribute}: ${value}`]);
    });
  },
  talk(t, values) {
    const say = (text: string) => {
      t.work.say('developer', slug(t.thing), `About the ${t.thing}: please look at its tests.`);
      t.work.say('helper', slug(t.thing), text);
      t.work.say('developer', slug(t.thing), 'Good, thank you.');
    };
    say(first(t, values[0]!));
    return eachChange(t, values, (old, value) => say(change(t, old, value)));
  },
  'note, then commit'(t, values) {
    t.work.note(first(t, values[0]!));
    return eachChange(t, values, (old, value) => {
      t.work.commit(change(t, old, value), [
        { path: configOf(t), startLine: 1, before: [`${t.attribute}: ${old}`], after: [`${t.attribute}: ${value}`] },
      ]);
    });
  },
  'commit, then talk'(t, values) {
    t.work.commit(`${first(t, values[0]!)}`, [
      { path: configOf(t), startLine: 1, before: [], after: [`${t.attribute}: ${values[0]}`] },
    ]);
    return eachChange(t, values, (old, value) => {
      t.work.say('developer', slug(t.thing), change(t, old, value));
    });
  },
  'taken back by git'(t, values) {
    const [one, other] = [values[0]!, values[1]!];
    t.work.commit(`Set the ${t.attribute} of the ${t.thing} to ${one}`, [
      { path: configOf(t), startLine: 1, before: [], after: [`${t.attribute}: ${one}`] },
    ]);
    t.work.wait(40 * hourMs);
    const subject = `Move the ${t.attribute} of the ${t.thing} to ${other}`;
    const id = t.work.commit(subject, [
      { path: configOf(t), startLine: 1, before: [`${t.attribute}: ${one}`], after: [`${t.attribute}: ${other}`] },
    ]);
    t.work.wait(40 * hourMs);
    t.work.revert(id, subject, [
      { path: configOf(t), startLine: 1, before: [`${t.attribute}: ${other}`], after: [`${t.attribute}: ${one}`] },
    ]);
    return one;
  },
  'taken back in words'(t, values) {
    const [one, other] = [values[0]!, values[1]!];
    t.work.note(first(t, one));
    t.work.wait(40 * hourMs);
    t.work.note(change(t, one, other));
    t.work.wait(40 * hourMs);
    t.work.note(
      pick(t.chance, [
        `We decided against ${other}: the ${t.attribute} of the ${t.thing} stays with ${one}.`,
        `The ${t.attribute} of the ${t.thing} is back to ${one}.`,
        `We went back to ${one} for the ${t.attribute} of the ${t.thing}, ${other} cost too much.`,
      ]),
    );
    return one;
  },
  renamed(t, values) {
    const class_ = (value: string) => `${value.replace(/[^A-Za-z0-9]/g, '')}Handler`;
    const [a, b] = [class_(`A${values[0]}`), class_(`B${values[1]}`)];
    const path = `src/${slug(t.thing)}.ts`;
    t.work.commit(`Let ${a} be the class that handles the ${t.thing}`, [
      { path, startLine: 1, before: [], after: [`export class ${a} {`] },
    ]);
    t.work.wait(40 * hourMs);
    t.work.commit(`Rename ${a} to ${b}`, [
      { path, startLine: 1, before: [`export class ${a} {`], after: [`export class ${b} {`] },
    ]);
    return b;
  },
};

const questions = [
  (fact: Fact) => `What ${fact.attribute} does the ${fact.thing} use?`,
  (fact: Fact) => `What is the ${fact.attribute} of the ${fact.thing}?`,
  (fact: Fact) => `Which ${fact.attribute} is the ${fact.thing} on now?`,
  (fact: Fact) => `${fact.thing} ${fact.attribute}`,
];

export async function runDrift(options: MadeWorkOptions): Promise<TaskResult[]> {
  const { chance, memory, work } = beginWork(options);
  await tellBesides(work, options);
  const facts = tellFacts(work, chance);
  await work.flush();
  await sleepOver(memory, options);
  memory.clock.nowMs += 240 * hourMs;
  const trials: Trial[] = [];
  for (const fact of facts) {
    const question = fact.form === 'renamed' ? `Which class handles the ${fact.thing}?` : pick(chance, questions)(fact);
    const startedAtMs = performance.now();
    const reply = await memory.engine.recall(madeFolder, { question, limit: evidenceShown, mode: 'auto' });
    trials.push({ form: fact.form, ...judge(fact, reply), tookMs: performance.now() - startedAtMs });
  }
  await memory.close();
  return resultsByForm({ task: 'drift', stream: 'facts that change' }, Object.keys(forms), trials, options, measure);
}

/** The facts change side by side: of each what follows comes after the first values of the others of its form. */
function tellFacts(work: MadeWork, chance: Chance): Fact[] {
  const things = drawThings(chance, factsPerForm * Object.keys(forms).length);
  const order = shuffle(
    chance,
    Object.keys(forms).flatMap((form) => Array.from({ length: factsPerForm }, () => form)),
  );
  return order.map((form) => {
    work.wait(2 * hourMs);
    const thing = things.pop()!;
    const { name: attribute, values } = pick(chance, attributes);
    const held = shuffle(chance, values).slice(0, 2 + Math.floor(chance() * (changesMax - 1)));
    const current = forms[form]!({ work, thing, attribute, chance }, held);
    const former =
      form === 'renamed'
        ? [`A${held[0]!.replace(/[^A-Za-z0-9]/g, '')}Handler`]
        : held.filter((value) => value !== current);
    return { form, thing, attribute, current, former };
  });
}

interface Trial {
  readonly form: string;
  readonly isAnswered: boolean;
  readonly isCurrentFirst: boolean;
  readonly isFormerAsserted: boolean;
  /** Of the pieces of evidence that state a former value alone, how many are marked so. */
  readonly marked: number;
  readonly outdated: number;
  readonly tookMs: number;
}

/** A former value is asserted where the summary, or the first piece of evidence, states one and not the current one. */
function judge({ current, former }: Fact, { state, summary, evidence }: Reply): Omit<Trial, 'form' | 'tookMs'> {
  const states = (text: string, value: string) =>
    new RegExp(`(?<![\\w-])${value.replace(/[.]/g, '\\.')}(?![\\w-])`, 'i').test(text);
  const onlyFormer = (text: string) => former.some((value) => states(text, value)) && !states(text, current);
  const textOf = (each: Reply['evidence'][number]) => `${each.title}\n${each.excerpt}`;
  const isAnswered = state !== 'unknown';
  const outdated = evidence.filter((each) => onlyFormer(textOf(each)));
  const first = evidence[0];
  return {
    isAnswered,
    isCurrentFirst: isAnswered && first !== undefined && states(textOf(first), current) && states(summary, current),
    isFormerAsserted: isAnswered && (onlyFormer(summary) || (first !== undefined && onlyFormer(textOf(first)))),
    marked: outdated.filter((each) => each.standing === 'superseded').length,
    outdated: outdated.length,
  };
}

function measure(trials: readonly Trial[]): TaskResult['metrics'] {
  const share = (holds: (trial: Trial) => boolean) => trials.filter(holds).length / trials.length;
  const sum = (of: (trial: Trial) => number) => trials.reduce((total, trial) => total + of(trial), 0);
  return {
    currentFirst: share((trial) => trial.isCurrentFirst),
    supersededAsserted: share((trial) => trial.isFormerAsserted),
    supersededMarked: sum((trial) => trial.marked) / (sum((trial) => trial.outdated) || 1),
    answered: share((trial) => trial.isAnswered),
    meanMs: sum((trial) => trial.tookMs) / trials.length,
  };
}
