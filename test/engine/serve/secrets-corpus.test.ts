// Secrets of many kinds go in by every way there is, to a real engine on a real disk; afterwards no file of the memory
// holds a byte of them, while look-alikes are there. Secrets are put together at run time, so that this file has none.
import { execFileSync } from 'node:child_process';
import { globSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { agentHookMethod, agentHookResult } from '../../../src/protocol/agent-hook.ts';
import { agentToolMethod, agentToolResult } from '../../../src/protocol/agent-tool.ts';
import { importMethod, importResult } from '../../../src/protocol/lifecycle.ts';
import { observeMethod, observeResult } from '../../../src/protocol/observe.ts';
import { recallMethod, recallResult } from '../../../src/protocol/recall.ts';
import { agentImportMethod, agentImportResult, agentSourceSchema } from '../../../src/protocol/transcript.ts';
import { EngineFixture } from './engine-fixture.ts';
import { layTranscripts } from './planted-transcripts.ts';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Random-looking characters that follow from the seed, so that each way has secrets of its own. */
function made(seed: number, length: number, from = letters): string {
  let state = (seed * 2_654_435_761 + 97) >>> 0;
  return Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return from[(state >>> 8) % from.length]!;
  }).join('');
}

/** 32 bytes in standard base64 without the sign at its end, mixed as nine in ten are: the rest may pass for words. */
function madeKey(seed: number): string {
  const key = made(seed, 43, `${letters}+/`);
  const isMixed = /[+/]/.test(key) && /\d.*\D.*\d/.test(key) && !/[a-z]{5}|[A-Z]{5}/.test(key);
  return isMixed ? key : madeKey(seed + 10_007);
}

/** A line that shows a secret, and the part of it that must not be found. */
function secretsOf(seed: number): { line: string; secret: string }[] {
  const digits = '0123456789';
  const capitals = letters.slice(0, 26) + digits;
  const plain = (line: string, secret: string) => ({ line, secret });
  const issued = (head: string, length: number, from = letters) => {
    const secret = made(seed + head.length * 31, length, from);
    return plain(`const issued = "${head}${secret}";`, secret);
  };
  const word = `Tr0ub4dor${made(seed, 6)}`;
  const lone = (line: (key: string) => string, n: number) => plain(line(`${madeKey(seed + n)}=`), madeKey(seed + n));
  const key = Array.from({ length: 4 }, (_, row) => made(seed + row, 64, `${letters}+/`));
  return [
    lone((value) => value, 21),
    lone((value) => `The wallet opens with ${value}.`, 22),
    lone((value) => `WALLET=${value}`, 23),
    lone((value) => `unlock("${value}")`, 24),
    issued(`gh${'p'}_`, 36),
    issued(`gh${'o'}_`, 36),
    issued(`github${'_pat'}_`, 82),
    issued(`gl${'pat'}-`, 20),
    issued(`np${'m'}_`, 36),
    issued(`sk${'_live'}_`, 24),
    issued(`rk${'_live'}_`, 24),
    issued(`sk-${'ant'}-api03-`, 93),
    issued(`AI${'za'}`, 35),
    issued(`AK${'IA'}`, 16, capitals),
    issued(`xo${'xb'}-123456789012-1234567890123-`, 24),
    issued(`lin${'_api'}_`, 40),
    issued(`shp${'at'}_`, 32, '0123456789abcdef'),
    issued(`dckr${'_pat'}_`, 27),
    issued(`SG${'.'}${made(seed, 22)}.`, 43),
    issued(`pypi${'-'}AgEIcHlwaS5vcmc`, 60),
    issued(`hv${'s'}.`, 95),
    issued(`ya29${'.'}`, 60),
    plain(`password = "${word}a"`, `${word}a`),
    plain(`DB_PASSWORD=${word}b npm start`, `${word}b`),
    plain(`postgres://admin:${word}c@db.shop.example/app`, `${word}c`),
    plain(`Authorization: Bearer ${made(seed + 5, 30)}`, made(seed + 5, 30)),
    plain(`{ "clientSecret": "${made(seed + 6, 20)}1" }`, `${made(seed + 6, 20)}1`),
    plain(`curl --token ${made(seed + 7, 18)}2 localhost`, `${made(seed + 7, 18)}2`),
    plain(`jwt eyJ${made(seed + 8, 20)}.eyJ${made(seed + 9, 40)}.${made(seed + 10, 43)}`, made(seed + 9, 40)),
    plain(`AccountKey=${made(seed + 11, 40)}==;`, made(seed + 11, 40)),
    plain(`handshake ${made(seed + 12, 48)} accepted`, made(seed + 12, 48)),
    ...key.map((row) => plain(row, row)),
  ];
}

const lookAlikes = [
  'apiKey: import.meta.env.STRIPE',
  'const token = process.env.TOKEN;',
  'commit 3f786850e387550fdab836ed7e6dc881de23001b',
  'id: 550e8400-e29b-41d4-a716-446655440000',
  'password: string;',
  'throw new Error("The password is wrong.");',
  'background: url(data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAAHElEQVQI12P4)',
  '"integrity": "sha512-z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcgSpIdNs6c5H0NE8XYXysPDGNKHfuwvY7kxvUdBeoGlODJ6SfaPg=="',
  'golang.org/x/sync v0.7.0 h1:YsImfSBoP9QPYL0xyKJPq0gcaJdG3rInoqxTWbfQu9M=',
  'packages/UI2/Web3D/Hex2RGB/Sha256Sum/Md5Sum/x86/Arm64',
];

/** The lines with the key as a block of its own, as it stands in a file. */
function textOf(seed: number): string[] {
  const lines = secretsOf(seed).map(({ line }) => line);
  const begin = `-----BEGIN RSA ${'PRIVATE'} KEY-----`;
  return [...lines.slice(0, -4), begin, ...lines.slice(-4), begin.replace('BEGIN', 'END'), ...lookAlikes];
}

test('no way into the memory lets a secret through, and look-alikes stay', { timeout: 120_000 }, async () => {
  const engines = new EngineFixture();
  onTestFinished(() => engines.end());
  const { folder, directory } = engines;
  mkdirSync(path.join(folder, 'src'), { recursive: true });
  const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, stdio: 'pipe' });
  git('init', '--quiet', '--initial-branch=main');
  writeFileSync(path.join(folder, 'src', 'config.ts'), textOf(100).join('\n'));
  git('add', '--all');
  const identity = ['-c', 'user.name=Ann Example', '-c', 'user.email=ann@shop.example'];
  git(...identity, 'commit', '--quiet', '-m', `Configure the shop\n\n${textOf(200).join('\n')}`);

  const file = path.join(folder, 'src', 'a.ts');
  const head = (id: string) => ({ ...engines.note(id), paths: [file], text: '' });
  const hunk = (seed: number) => ({
    path: file,
    startLine: 1,
    before: textOf(seed),
    after: textOf(seed + 100),
    lead: [],
    trail: [],
  });
  const error = { instance: 'i', tool: 'ts', code: '2322', line: 1 };
  const observations = [
    { ...head('edit'), kind: 'edit', data: { hunks: [hunk(300)], cause: 'typed' } },
    {
      ...head('command'),
      paths: [],
      kind: 'command',
      text: textOf(500).join(' ; '),
      data: { exitCode: 1, durationMs: 1, output: textOf(600).join('\n') },
    },
    {
      ...head('error'),
      kind: 'diagnostic',
      data: { change: 'appeared', ...error, message: textOf(700).join('\n'), lineText: textOf(800).join(' ') },
    },
    {
      ...head('fix'),
      kind: 'diagnostic',
      data: { change: 'resolved', ...error, message: 'x', lineText: 'y', clearing: 'edit', hunks: [hunk(900)] },
    },
    { ...head('exception'), kind: 'exception', data: { type: 'Error', message: textOf(1_100).join('\n') } },
    { ...head('note'), paths: [], text: textOf(1_200).join('\n') },
    {
      ...head('feedback'),
      kind: 'feedback',
      data: { verdict: 'corrected', subject: 'e1', reason: textOf(1_300).slice(0, 20).join('\n').slice(0, 1_900) },
    },
  ];
  const client = await engines.connect(200);
  const sent = await client.request(observeMethod, { observations }, observeResult);
  expect(sent).toMatchObject({ ok: true, value: { refused: [] } });
  const imported = await client.request(importMethod, { folder, token: 't' }, importResult);
  expect(imported).toMatchObject({ ok: true, value: { imported: 1 } });

  const planted = layTranscripts(engines.root, folder, (seed) => textOf(seed).join('\n'));
  const sources = agentSourceSchema.options;
  const told = await client.request(
    agentImportMethod,
    { folder, sources, token: 'u', editorUser: path.join(engines.root, 'User') },
    agentImportResult,
  );
  expect(told).toMatchObject({ ok: true, value: { imported: planted.length, problems: [] } });

  const hook = async (id: string, input: object) =>
    client.request(
      agentHookMethod,
      { input: { session_id: 'hs', cwd: folder, tool_use_id: id, ...input }, sense: true, tell: true },
      agentHookResult,
    );
  const r: unknown[] = [];
  r.push(await hook('h1', { hook_event_name: 'UserPromptSubmit', prompt: textOf(8_000).join('\n') }));
  r.push(
    await hook('h2', {
      hook_event_name: 'PostToolUse',
      tool_name: 'run_in_terminal',
      tool_input: { command: textOf(8_100).join(' ; ') },
      tool_response: textOf(8_200).join('\n'),
    }),
  );
  r.push(
    await hook('h3', {
      hook_event_name: 'PostToolUse',
      tool_name: 'Edit',
      tool_input: { file_path: file, old_string: textOf(8_300).join('\n'), new_string: textOf(8_400).join('\n') },
      tool_response: 'ok',
    }),
  );
  r.push(
    await client.request(
      agentToolMethod,
      {
        folder,
        tool: 'remember',
        input: { text: textOf(8_500).join('\n').slice(0, 1_900) },
        agent: 'test',
        session: 's',
        call: 'c',
      },
      agentToolResult,
    ),
  );
  for (const { line } of secretsOf(8_600).slice(0, -4))
    await client.request(recallMethod, { folder, question: `why ${line} warehouse?`, mode: 'system2' }, recallResult);
  r.push(
    await client.request(
      observeMethod,
      {
        observations: [
          {
            ...head('ju'),
            paths: [],
            kind: 'test',
            data: {
              tool: 'junit',
              failed: secretsOf(8_700)
                .slice(0, -4)
                .map(({ line }) => line),
              passed: secretsOf(8_800)
                .slice(0, -4)
                .map(({ line }) => line),
              failedCount: 1,
              passedCount: 1,
            },
          },
          ...secretsOf(8_900)
            .slice(0, -4)
            .map(({ line }, i) => ({
              ...head(`co${i}`),
              paths: [],
              text: `Switched to ${line}`,
              kind: 'checkout',
              data: { branch: line, was: line },
            })),
          {
            ...head('at'),
            paths: [],
            text: textOf(9_000).join('\n'),
            kind: 'agent-turn',
            actor: 'agent:x',
            data: { session: 's' },
          },
          {
            ...head('aa'),
            paths: [],
            text: textOf(9_100).join('\n'),
            kind: 'agent-action',
            actor: 'agent:x',
            data: { session: 's', tool: 'fetch', output: textOf(9_200).join('\n') },
          },
          {
            ...head('ex2'),
            kind: 'exception',
            text: textOf(9_300).join('\n'),
            data: { type: 'E', message: 'm', frame: { function: secretsOf(9_400)[0]!.line.slice(0, 400), line: 1 } },
          },
          ...secretsOf(9_500)
            .slice(0, -4)
            .map(({ line }, i) => ({
              ...head(`sy${i}`),
              kind: 'edit',
              data: {
                hunks: [
                  {
                    path: file,
                    startLine: 1,
                    before: ['a'],
                    after: ['b'],
                    lead: [line],
                    trail: [line],
                    symbol: line.slice(0, 400),
                  },
                ],
                cause: 'typed',
              },
            })),
          ...secretsOf(9_600)
            .slice(0, -4)
            .map(({ line }, i) => ({
              ...head(`pr${i}`),
              paths: [],
              kind: 'prime',
              data: { surface: 'x', subject: line.slice(0, 400) },
            })),
        ],
      },
      observeResult,
    ),
  );
  expect(r.filter((reply) => !(reply as { ok: boolean }).ok)).toEqual([]);
  expect(r.at(-1)).toMatchObject({ value: { refused: [] } });
  const scan = () =>
    globSync('**', { cwd: directory })
      .map((name) => path.join(directory, name))
      .filter((name) => statSync(name, { throwIfNoEntry: false })?.isFile())
      .map((name) => ({ name: path.basename(name), bytes: readFileSync(name) }));
  const found = (files: ReturnType<typeof scan>) => {
    const seeds = [
      100,
      200,
      300,
      400,
      500,
      600,
      700,
      800,
      900,
      1_000,
      1_100,
      1_200,
      1_300,
      ...planted,
      8_000,
      8_100,
      8_200,
      8_300,
      8_400,
      8_500,
      8_600,
      8_700,
      8_800,
      8_900,
      9_000,
      9_100,
      9_200,
      9_300,
      9_400,
      9_500,
      9_600,
    ];
    return seeds.flatMap((seed) =>
      secretsOf(seed).flatMap(({ line, secret }) =>
        files
          .filter(({ bytes }) => bytes.includes(secret))
          .map(({ name }) => `${name} holds what ${seed} shows: ${line}`),
      ),
    );
  };
  expect(secretsOf(1)).toHaveLength(35);
  expect(found(scan())).toEqual([]); // Database, write-ahead log, indexes and the engine's own log, while it runs.
  await client.close();
  await engines.untilNoEngine(20_000);
  const atRest = scan();
  expect(found(atRest)).toEqual([]);
  const stays = lookAlikes.filter(
    (text) => !atRest.some(({ bytes }) => bytes.includes(JSON.stringify(text).slice(1, -1))),
  );
  expect(stays).toEqual([]);
});
