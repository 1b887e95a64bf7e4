// The arrows between folders, held by dependency-cruiser. A checker that sees nothing finds nothing, so this test also
// counts what it saw and plants an offence against every rule.
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { projectRoot, tool } from '../../scripts/build.ts';
import { runProgram } from '../../scripts/run-program.ts';

const configFile = '.dependency-cruiser.cjs';
const config = createRequire(import.meta.url)(join(projectRoot, configFile)) as { forbidden: { name: string }[] };
const ruleNames = config.forbidden.map((rule) => rule.name);

interface Cruise {
  readonly summary: {
    readonly totalCruised: number;
    readonly violations: readonly { readonly from: string; readonly to: string; readonly rule: { name: string } }[];
  };
}

async function cruise(root: string): Promise<Cruise['summary']> {
  const args = ['src', '--config', configFile, '--output-type', 'json'];
  const { output } = await runProgram(tool('depcruise'), args, { cwd: root });
  return (JSON.parse(output) as Cruise).summary;
}

test('no arrow of the sources is forbidden', async () => {
  const { totalCruised, violations } = await cruise(projectRoot);
  expect(violations.map(({ from, to, rule }) => `${rule.name}: ${from} → ${to}`)).toEqual([]);
  expect(totalCruised).toBeGreaterThan(20);
});

/** What each planted file imports, and the rule that must find it. Every folder has a `target.ts` to import. */
const offences: readonly (readonly [file: string, imported: string, rule: string])[] = [
  ['src/protocol/a.ts', '../engine/model/target.ts', 'protocol-is-a-leaf'],
  ['src/language/a.ts', '../protocol/target.ts', 'language-is-a-leaf'],
  ['src/engine/model/a.ts', '../../protocol/target.ts', 'model-is-a-leaf'],
  ['src/engine/model/b.ts', '../gate/target.ts', 'model-is-a-leaf'],
  ['src/client/a.ts', '../engine/model/target.ts', 'client-sees-protocol'],
  ['src/extension/sense/a.ts', '../../engine/model/target.ts', 'extension-sees-protocol-and-client'],
  ['src/hook/a.ts', '../protocol/target.ts', 'hook-sees-protocol-and-client'],
  ['src/hook/b.ts', 'zod', 'hook-sees-no-package'],
  ['src/explorer/a.ts', '../client/target.ts', 'explorer-sees-protocol'],
  ['src/engine/gate/a.ts', '../learn/target.ts', 'rooms-see-model'],
  ['src/engine/recall/a.ts', '../../protocol/target.ts', 'rooms-see-model'],
  ['src/engine/learn/a.ts', '../engine.ts', 'rooms-see-model'],
  ['src/engine/serve/a.ts', '../store/target.ts', 'serve-sees-model-protocol-client'],
  ['src/engine/a.ts', '../extension/target.ts', 'engine-sees-no-editor'],
  ['src/engine/f.ts', '../language/target.ts', 'engine-sees-no-editor'],
  ['src/engine/forget/a.ts', '../store/target.ts', 'rooms-see-model'],
  ['src/engine/e.ts', './upkeep/target.ts', 'only-main-sees-upkeep'],
  ['src/engine/b.ts', './main.ts', 'only-main-constructs'],
  ['src/engine/gate/b.ts', 'vscode', 'only-extension-sees-vscode'],
  ['src/client/b.ts', 'vscode-languageclient/node', 'only-extension-sees-vscode'],
  ['src/engine/recall/b.ts', 'better-sqlite3', 'only-store-sees-the-database'],
  ['src/engine/serve/b.ts', 'node:sqlite', 'only-store-sees-the-database'],
  ['src/engine/c.ts', 'hnswlib-node', 'only-store-sees-the-database'],
  ['src/engine/recall/c.ts', 'onnxruntime-node', 'only-encode-sees-onnx'],
  ['src/engine/serve/c.ts', 'node:https', 'no-network'],
  ['src/extension/b.ts', 'node:dns/promises', 'no-network'],
  ['src/engine/gate/c.ts', './d.ts', 'no-cycle'],
  ['src/engine/gate/e.ts', './nowhere.ts', 'no-missing'],
  ['src/engine/gate/f.ts', '../../../scripts/target.ts', 'sources-see-no-tests'],
];

/** Arrows of the design: the rules must leave them alone. */
const allowed: readonly (readonly [file: string, imported: string])[] = [
  ['src/engine/gate/ok.ts', '../model/target.ts'],
  ['src/engine/store/ok.ts', 'better-sqlite3'],
  ['src/engine/encode/ok.ts', 'onnxruntime-node'],
  ['src/engine/serve/ok.ts', '../engine.ts'],
  ['src/engine/sleep/main.ts', '../store/target.ts'],
  ['src/engine/upkeep/ok.ts', '../store/target.ts'],
  ['src/extension/ok.ts', 'vscode'],
  ['src/client/ok.ts', '../protocol/target.ts'],
  ['src/extension/surface/ok.ts', '../../language/target.ts'],
  ['src/explorer/ok.ts', '../language/target.ts'],
];

const planted = mkdtempSync(join(tmpdir(), 'second-nature-arrows-'));
afterAll(() => rmSync(planted, { recursive: true, force: true }));

function plant(): void {
  for (const file of [configFile, 'tsconfig.json', 'package.json']) {
    cpSync(join(projectRoot, file), join(planted, file));
  }
  symlinkSync(join(projectRoot, 'node_modules'), join(planted, 'node_modules'), 'junction');
  const write = (file: string, text: string) => {
    mkdirSync(join(planted, dirname(file)), { recursive: true });
    writeFileSync(join(planted, file), text);
  };
  const rooms = ['model', 'gate', 'learn', 'store', 'recall', 'encode', 'serve', 'sleep', 'upkeep'].map(
    (room) => `engine/${room}`,
  );
  for (const folder of ['protocol', 'client', 'language', 'extension', 'explorer', 'hook', ...rooms]) {
    write(`src/${folder}/target.ts`, 'export const target = 1;\n');
  }
  for (const file of ['scripts/target.ts', 'src/engine/engine.ts', 'src/engine/main.ts']) {
    write(file, 'export const target = 1;\n');
  }
  // A cycle is reported at one of its ends.
  const wayBack = ['src/engine/gate/d.ts', './c.ts'] as const;
  for (const [file, imported] of [...offences, ...allowed, wayBack]) {
    write(file, `import * as found from '${imported}';\nexport const used = found;\n`);
  }
}

test('every rule bites', async () => {
  plant();
  const { violations } = await cruise(planted);
  const found = new Set(violations.map(({ from, rule }) => `${from} ${rule.name}`));
  expect(offences.filter(([file, , rule]) => !found.has(`${file} ${rule}`))).toEqual([]);
  expect(violations.filter(({ from }) => allowed.some(([file]) => file === from))).toEqual([]);
  expect(ruleNames.filter((name) => !offences.some(([, , rule]) => rule === name))).toEqual([]);
});
