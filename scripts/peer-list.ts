// Which memories we are compared with, and how they are had: in, nothing; out, those memories, installed once into the
// developer's cache from the npm registry, each to be used with its own tools.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  devkitManner,
  graphByWordManner,
  graphManner,
  memorixManner,
  ownManner,
  type Peer,
  peerOver,
  recencyPeer,
  wordPeer,
} from '../test/evaluate/peer-memory.ts';
import { plainWords } from '../test/evaluate/word-ranking.ts';
import { cachePath, makeOnce } from './developer-cache.ts';
import { buildEngine } from './measured-engine.ts';
import { mustRun } from './run-program.ts';

const packages = ['@modelcontextprotocol/server-memory@2026.8.31', '@ai-devkit/memory@0.20.1', 'memorix@1.0.7'];
/** Two of them want an older one, whose binary would have to be compiled; this one brings its binary along. */
const overrides = { 'better-sqlite3': '13.2.0' };

/** All, ourselves first; the bundle of our own server is built for it. */
export async function listPeers(): Promise<Peer[]> {
  const modules = await installPeers();
  const graph = {
    script: join(modules, '@modelcontextprotocol', 'server-memory', 'dist', 'index.js'),
    env: (home: string) => ({ MEMORY_FILE_PATH: join(home, 'memory.jsonl') }),
  };
  const devkit = { script: join(modules, '@ai-devkit', 'memory', 'dist', 'index.js') };
  const memorix = {
    script: join(modules, 'memorix', 'dist', 'cli', 'index.js'),
    args: ['serve'],
    env: () => ({ MEMORIX_AUTO_UPDATE: 'off' }),
  };
  return [
    ownPeer(join(await buildEngine(), '..', 'cli.cjs')),
    peerOver('@modelcontextprotocol/server-memory', graph, graphManner),
    peerOver('@modelcontextprotocol/server-memory, word by word', graph, graphByWordManner),
    peerOver('@ai-devkit/memory', devkit, devkitManner),
    peerOver('memorix', memorix, memorixManner),
    wordPeer('bm25', plainWords),
    recencyPeer,
  ];
}

/** @param script our command line, as a bundle or as its source */
export function ownPeer(script: string): Peer {
  const env = (home: string) => ({ SECOND_NATURE_HOME: join(home, 'memory'), SECOND_NATURE_LINGER_MS: '2000' });
  return peerOver('second-nature', { script, args: ['mcp'], env }, ownManner);
}

async function installPeers(): Promise<string> {
  const folder = cachePath('peers');
  await makeOnce(folder, JSON.stringify([packages, overrides]), async () => {
    writeFileSync(join(folder, 'package.json'), `${JSON.stringify({ private: true, overrides })}\n`);
    const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    await mustRun('npm', ['install', ...packages, ...flags], { cwd: folder });
  });
  return join(folder, 'node_modules');
}
