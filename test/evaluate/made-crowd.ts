// What a memory is told besides what a benchmark asks of: in, work, a seed and a number; out, so many notes,
// commits and sayings about other things, each of which shares one word of its name with things that are asked about.
import { hourMs, type MadeWork, type MadeWorkOptions, parts, pathOf, pick, qualities, words } from './made-work.ts';
import { seededRandom } from './ranking-measure.ts';

/** Words of which no thing that is asked about is named. */
const otherQualities = words(
  'beacon turbine mosaic canopy lantern orchard quarry harbour meadow compass glacier anchor',
);
const otherParts = words('notebook whistle drawer funnel lever bucket valve ladder spindle hinge rivet bracket');
const matters: readonly (readonly [name: string, values: readonly string[]])[] = [
  ['port', words('8080 9090 7070 5000 4317 6379')],
  ['database', words('Postgres MySQL SQLite MariaDB Cassandra')],
  ['owner', words('Noor Ivo Greta Tomas Wanda Pavel')],
  ['timeout', words('5s 12s 30s 45s 90s')],
  ['format', words('JSON Avro Parquet CBOR')],
];

/** By a chance of its own, so that what is asked about is told in the same words with it and without. */
export async function tellBesides(
  work: MadeWork,
  { seed, besides = 0 }: Pick<MadeWorkOptions, 'seed' | 'besides'>,
): Promise<void> {
  const chance = seededRandom(seed + 1);
  for (let told = 0; told < besides; told += 1) {
    const thing =
      chance() < 0.5
        ? `${pick(chance, qualities)} ${pick(chance, otherParts)}`
        : `${pick(chance, otherQualities)} ${pick(chance, parts)}`;
    const [matter, values] = pick(chance, matters);
    const text = `The ${matter} of the ${thing} is ${pick(chance, values)}.`;
    const kind = chance();
    if (kind < 0.4) work.note(text);
    else if (kind < 0.6) work.say('helper', thing.replace(' ', '-'), text);
    else {
      const after = [`${matter}: ${pick(chance, values)}`];
      work.commit(`Set the ${matter} of the ${thing}`, [{ path: pathOf(thing), startLine: 1, before: [], after }]);
    }
    work.wait(hourMs / 4);
    if (told % 500 === 499) await work.flush();
  }
  await work.flush();
}
