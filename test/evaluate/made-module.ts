// Small TypeScript modules that nobody wrote: in, a source of chance; out, correct code about made-up things, of a dozen
// forms, with other names each time. Errors are planted in them.

export interface MadeModule {
  /** Absolute. */
  readonly path: string;
  readonly text: string;
  /** Names of the forms it is made of, in order. */
  readonly forms: readonly string[];
}

/** Draws in [0, 1). */
export type Chance = () => number;

const things =
  'User Order Invoice Parcel Ticket Sensor Recipe Flight Tenant Course Device Wallet Player Report Vendor Coupon Basket Shift Patient Voucher Depot Route Station Ledger Survey Garden Museum Canal Bridge Lantern Orchard Kettle Anchor Comet Pebble Quarry Saddle Tunnel Violin Willow';
const texts = 'name title label email city slug caption region owner brand colour street phrase motto badge';
const numbers = 'total count price weight score level amount size rank distance depth height speed volume width';
const dates = 'dueAt sentAt bornAt openedAt paidAt seenAt movedAt builtAt';
const lists = 'tags lines notes codes marks steps names words hints flags';
const extras = 'note nickname alias remark comment subtitle suffix memo origin greeting';
const loaders = 'load fetch read pull request receive';
const showers = 'show print draw render display publish';
const states =
  'open closed|draft sent|low high|red green|idle busy|left right|cold warm|queued done|early late|raw clean';
const folders = 'orders billing people travel storage garden reports audio shipping kitchen school market';

const pick = (chance: Chance, words: string) => {
  const all = words.split(words.includes('|') ? '|' : ' ');
  return all[Math.floor(chance() * all.length)]!;
};

const lower = (name: string) => name[0]!.toLowerCase() + name.slice(1);
const upper = (name: string) => name[0]!.toUpperCase() + name.slice(1);

interface Names {
  readonly T: string;
  readonly t: string;
  readonly text: string;
  readonly number: string;
  readonly date: string;
  readonly list: string;
  readonly extra: string;
  readonly states: readonly string[];
  readonly load: string;
  readonly show: string;
  readonly scale: string;
  readonly n: number;
}

function drawNames(chance: Chance): Names {
  const T = pick(chance, things);
  return {
    T,
    t: chance() < 0.8 ? lower(T) : lower(T)[0]!,
    text: pick(chance, texts),
    number: pick(chance, numbers),
    date: pick(chance, dates),
    list: pick(chance, lists),
    extra: pick(chance, extras),
    states: pick(chance, states).split(' '),
    load: `${pick(chance, loaders)}${T}`,
    show: `${pick(chance, showers)}${T}`,
    scale: `${pick(chance, 'scale round clamp weigh charge raise')}${upper(pick(chance, numbers))}`,
    n: 2 + Math.floor(chance() * 90),
  };
}

/** What the forms share; every name below is one of these or made of them. */
function declarations({ T, t, text, number, date, list, extra, states, load, show, scale }: Names): string {
  return `export interface ${T} {
  id: string;
  ${text}: string;
  ${number}: number;
  ${date}: Date;
  ${list}: string[];
  ${extra}?: string;
  state: ${states.map((state) => `'${state}'`).join(' | ')};
}

declare function ${load}(id: string): Promise<${T}>;
declare function ${show}(${t}: ${T}, times: number): void;
declare function ${scale}(value: number, factor: number): number;
`;
}

/** Each a function or class of its own, correct with the declarations above. */
const forms: Readonly<Record<string, (names: Names) => string>> = {
  awaitThenRead: ({ T, t, text, load }) => `export async function caption${T}(id: string): Promise<string> {
  const ${t} = await ${load}(id);
  return ${t}.${text}.toUpperCase();
}`,
  awaitThenPass: ({ T, t, load, show, n }) => `export async function announce${T}(id: string): Promise<void> {
  const ${t} = await ${load}(id);
  ${show}(${t}, ${n});
}`,
  awaitInline: ({ T, number, load, n }) => `export async function worthOf${T}(id: string): Promise<number> {
  return (await ${load}(id)).${number} + ${n};
}`,
  awaitInLoop: ({ T, t, number, load }) => `export async function sum${T}s(ids: string[]): Promise<number> {
  let sum = 0;
  for (const id of ids) {
    const ${t} = await ${load}(id);
    sum += ${t}.${number};
  }
  return sum;
}`,
  guardThenRead: ({ T, t, text }) => `export function nameOf${T}(${t}s: ${T}[], id: string): string {
  const ${t} = ${t}s.find((each) => each.id === id);
  if (${t} === undefined) {
    return 'none';
  }
  return ${t}.${text};
}`,
  guardThenThrow: ({ T, t, number }) => `export function first${T}(${t}s: readonly ${T}[]): number {
  const first${T} = ${t}s[0];
  if (first${T} === undefined) throw new Error('none');
  return first${T}.${number};
}`,
  chainOptional: ({ T, t, extra }) => `export function lengthOf${T}(${t}: ${T}): number | undefined {
  const length = ${t}.${extra}?.length;
  return length;
}`,
  fallBack: ({ T, t, extra, n }) => `export function introduce${T}(${t}: ${T}): string {
  const words: string = ${t}.${extra} ?? 'nothing${n}';
  return words;
}`,
  makeObject: ({ T, t, text, number, date, list, states, n }) => `export function make${T}(id: string): ${T} {
  const ${t}: ${T} = {
    id,
    ${text}: 'new',
    ${number}: ${n},
    ${date}: new Date(${n}),
    ${list}: [],
    state: '${states[0]}',
  };
  return ${t};
}`,
  setState: ({ T, t, states }) => `export function settle${T}(${t}: ${T}): ${T} {
  ${t}.state = '${states[1]}';
  return ${t};
}`,
  compareState: ({ T, t, number, states }) => `export function weigh${T}(${t}: ${T}): number {
  if (${t}.state === '${states[0]}') return ${t}.${number};
  return 0;
}`,
  callNumbers: ({ T, t, number, scale, n }) => `export function adjust${T}(${t}: ${T}): number {
  const adjusted = ${scale}(${t}.${number}, ${n});
  return adjusted;
}`,
  callTwice: ({ T, t, show, n }) => `export function repeat${T}(${t}s: ${T}[]): void {
  for (const each of ${t}s) ${show}(each, ${n});
}`,
  countInMap: ({ T, t, text, number }) => `export function tally${T}s(${t}s: ${T}[]): Map<string, number> {
  const tally = new Map<string, number>();
  for (const ${t} of ${t}s) tally.set(${t}.${text}, ${t}.${number});
  return tally;
}`,
  readFromMap: ({ T, t, number, n }) => `export function lookUp${T}(tally: Map<string, ${T}>, key: string): number {
  const ${t} = tally.get(key);
  return ${t}?.${number} ?? ${n};
}`,
  filterAndMap: ({ T, t, text, number, n }) => `export function heavy${T}s(${t}s: ${T}[]): string[] {
  return ${t}s.filter((${t}) => ${t}.${number} > ${n}).map((${t}) => ${t}.${text});
}`,
  findBest: ({ T, t, number }) => `export function best${T}(${t}s: ${T}[]): number {
  let best = 0;
  for (const ${t} of ${t}s) {
    if (${t}.${number} > best) best = ${t}.${number};
  }
  return best;
}`,
  switchState: ({ T, t, states, n }) => `export function rank${T}(${t}: ${T}): number {
  switch (${t}.state) {
    case '${states[0]}':
      return ${n};
    case '${states[1]}':
      return ${n + 1};
  }
}`,
  compareTwo: ({ T, number }) => `export function by${upper(number)}Of${T}(a: ${T}, b: ${T}): number {
  return a.${number} - b.${number};
}`,
  agesOf: ({ T, t, date }) => `export function ageOf${T}(${t}: ${T}, now: Date): number {
  return now.getTime() - ${t}.${date}.getTime();
}`,
  keepInClass: ({ T, t, text, list }) => `export class ${T}Shelf {
  readonly #${list}: ${T}[] = [];

  add(${t}: ${T}): void {
    this.#${list}.push(${t});
  }

  titles(): string[] {
    return this.#${list}.map((each) => each.${text}.trim());
  }
}

export function new${T}Shelf(): ${T}Shelf {
  return new ${T}Shelf();
}`,
  catchFault: ({ T, t, show, n }) => `export function try${T}(${t}: ${T}): string {
  try {
    ${show}(${t}, ${n});
    return 'fine';
  } catch (fault) {
    return fault instanceof Error ? fault.message : 'odd';
  }
}`,
  joinList: ({ T, t, list }) => `export function join${T}(${t}: ${T}): string {
  const joined = ${t}.${list}.join(', ');
  return joined;
}`,
};

export const formNames = Object.keys(forms);

/** Helpers that modules import: their names stay while everything else changes, as a project's own library does. */
const shared: readonly (readonly [file: string, name: string, use: string])[] = [
  ['numbers', 'clampNumber', 'clampNumber(NUMBER, 0, 10)'],
  ['numbers', 'roundHalf', 'roundHalf(NUMBER)'],
  ['texts', 'shortenText', 'shortenText(TEXT, 20).length'],
  ['texts', 'countWords', 'countWords(TEXT)'],
  ['times', 'daysSince', 'daysSince(DATE)'],
];

export const sharedFiles: ReadonlyMap<string, string> = new Map([
  [
    '/made/src/library/numbers.ts',
    'export const clampNumber = (n: number, min: number, max: number): number => Math.min(max, Math.max(min, n));\nexport const roundHalf = (n: number): number => Math.round(n * 2) / 2;\n',
  ],
  [
    '/made/src/library/texts.ts',
    "export const shortenText = (text: string, max: number): string => text.slice(0, max);\nexport const countWords = (text: string): number => text.split(' ').length;\n",
  ],
  ['/made/src/library/times.ts', 'export const daysSince = (date: Date): number => date.getTime() / 86_400_000;\n'],
]);

function sharedForm({ T, t, text, number, date }: Names, use: string): string {
  const value = use.replace('NUMBER', `${t}.${number}`).replace('TEXT', `${t}.${text}`).replace('DATE', `${t}.${date}`);
  return `export function judge${T}(${t}: ${T}): number {
  return ${value};
}`;
}

/** @param wanted a form that must be among those of the module; `useShared` stands for the imported helpers */
export function makeModule(chance: Chance, number: number, wanted: string): MadeModule {
  const names = drawNames(chance);
  const chosen = [wanted, ...drawForms(chance, 2)].filter((form, i, all) => all.indexOf(form) === i);
  if (chance() < 0.5) chosen.reverse();
  const [file, helper, use] = shared[Math.floor(chance() * shared.length)]!;
  const bodies = chosen.map((form) => (form === useShared ? sharedForm(names, use) : forms[form]!(names)));
  const imports = chosen.includes(useShared) ? `import { ${helper} } from '../library/${file}.ts';\n\n` : '';
  const text = restyle(chance, `${imports}${declarations(names)}\n${bodies.join('\n\n')}\n`);
  return { path: `/made/src/${pick(chance, folders)}/${lower(names.T)}-${number}.ts`, text, forms: chosen };
}

export const useShared = 'useShared';

function drawForms(chance: Chance, count: number): string[] {
  const all = [...formNames, useShared];
  return Array.from({ length: count }, () => all[Math.floor(chance() * all.length)]!);
}

/** Authors differ in how they indent and quote. */
function restyle(chance: Chance, text: string): string {
  const indented = chance() < 0.25 ? text.replace(/^( {2})+/gm, (blanks) => blanks.repeat(2)) : text;
  return chance() < 0.25 ? indented.replaceAll("'", '"') : indented;
}
