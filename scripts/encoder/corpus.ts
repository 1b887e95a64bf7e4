// What the encoder learns from and is measured on: in, a list of packages by name and version; out, the pairs of texts in
// them. Packages are fetched from their registries once, into the developer's cache.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { cachePath, makeOnce } from '../developer-cache.ts';
import { mustRun } from '../run-program.ts';
import { glossPairs } from './gloss-pairs.ts';
import { manualPairs } from './manual-pairs.ts';
import { readArchive } from './package-archive.ts';
import { type ListedPackage, packageList as list, type Part } from './package-list.ts';
import { pairsOfPackage, type TextPair } from './text-pair.ts';

/** Packages asked for at once. */
const fetchesAtOnce = 20;

/** Pairs of the packages of one part. */
export async function packagePairs(part: Part): Promise<TextPair[]> {
  const packages = list.packages.filter((each) => each.part === part);
  const folder = await fetchPackages(part, packages);
  return packages.flatMap((listed) => {
    const files = readPackage(folder, listed, /\.(?:[cm]?[jt]sx?|md|markdown)$/i);
    return pairsOfPackage(
      listed.name,
      files.map(({ path, bytes }) => ({ path, text: bytes.toString('utf8') })),
    );
  });
}

export async function glossaryPairs(): Promise<TextPair[]> {
  const folder = await fetchPackages('glosses', [list.glosses]);
  const files = readPackage(folder, list.glosses, /dict\/data\.\w+$/);
  return files.flatMap(({ bytes }) =>
    glossPairs(bytes.toString('utf8')).map((pair) => ({ ...pair, source: list.glosses.name })),
  );
}

/** @throws where the machine has no Debian packages to fetch */
export async function manualPagePairs(): Promise<TextPair[]> {
  const names = list.manuals.map(({ name }) => name);
  const folder = cachePath('encoder', 'manuals');
  await makeOnce(folder, names.join(' '), async (cwd) => {
    await mustRun('apt-get', ['download', ...names], { cwd });
    await mustRun('sh', ['-c', 'for each in *.deb; do dpkg-deb --fsys-tarfile "$each" > "$each.tar"; done'], { cwd });
  });
  const tapes = readdirSync(folder).filter((file) => file.endsWith('.tar'));
  return tapes.toSorted().flatMap((file) =>
    readArchive(readFileSync(join(folder, file)), /\/man\/man\d\/[^/]+\.gz$/)
      .flatMap(({ bytes }) => manualPairs(gunzipSync(bytes).toString('utf8')))
      .map((pair) => ({ ...pair, source: file })),
  );
}

async function fetchPackages(folderName: string, packages: readonly ListedPackage[]): Promise<string> {
  const folder = cachePath('encoder', folderName);
  const specs = packages.map(({ name, version }) => `${name}@${version}`);
  await makeOnce(folder, specs.join(' '), async (cwd) => {
    for (let start = 0; start < specs.length; start += fetchesAtOnce) {
      await mustRun('npm', ['pack', '--silent', '--ignore-scripts', ...specs.slice(start, start + fetchesAtOnce)], {
        cwd,
      });
    }
  });
  return folder;
}

function readPackage(folder: string, { name, version, licence }: ListedPackage, wanted: RegExp) {
  const file = `${name.replace('@', '').replace('/', '-')}-${version}.tgz`;
  const files = readArchive(
    gunzipSync(readFileSync(join(folder, file))),
    new RegExp(`^package\\.json$|${wanted.source}`, 'i'),
  );
  const description = JSON.parse(files.find(({ path }) => path === 'package.json')!.bytes.toString('utf8'));
  if (licenceOf(description) !== licence) throw new Error(`${name} ${version} is not under ${licence} any more.`);
  return files.filter(({ path }) => wanted.test(path));
}

function licenceOf(description: { license?: unknown; licenses?: readonly { type?: string }[] }): string {
  if (typeof description.license === 'string') return description.license;
  return description.licenses?.map(({ type }) => type).join(' OR ') ?? 'none';
}
