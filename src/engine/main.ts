// The engine process. It takes the lock on the memory directory or leaves at once, opens the memory, puts the rooms
// together and serves them until nobody needs it. All parts of the engine are constructed here.
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { loadEncoder } from './encode/encoder-loader.ts';
import { EncoderUnavailable } from './encode/encoder-unavailable.ts';
import { createEngine, type Engine, type EngineParts } from './engine.ts';
import { FolderExclusions } from './folder-exclusions.ts';
import { createExclusion } from './gate/exclusion-rule.ts';
import { createGate } from './gate/gate.ts';
import { identifyFolder } from './import/folder-identity.ts';
import { findAuthor } from './import/git-author.ts';
import { readHistory } from './import/git-history.ts';
import { createIgnoreFinder } from './import/ignored-paths.ts';
import { investigatePlace } from './import/place-investigation.ts';
import { countTranscripts, readTranscripts } from './import/transcript-reader.ts';
import { openWorkingTree } from './import/working-tree.ts';
import { readPower } from './power-reader.ts';
import { writeEngineProblem } from './serve/beacon-writer.ts';
import { readEncoderChoice } from './serve/encoder-choice.ts';
import { describeFault, type EngineLog, openEngineLog } from './serve/engine-log.ts';
import { findInstallation, type Installation } from './serve/installation.ts';
import { serveEngine } from './serve/socket-server.ts';
import { createSleep } from './sleep/sleep-process.ts';
import { lockDirectory } from './store/directory-lock.ts';
import { databaseName } from './store/memory-file.ts';
import { type OpenedStore, openStore, type SqliteStore } from './store/sqlite-store.ts';
import { openVectorIndex } from './store/vector-index.ts';
import { createUpkeep } from './upkeep/upkeep-process.ts';

type OpenedMemory = Extract<OpenedStore, { ok: true }>;
type Meaning = Awaited<ReturnType<EngineParts['loadMeaning']>>;

const exitCodes = { outrun: 0, usage: 2, unusable: 3, bug: 70 } as const;
const lingerMsDefault = 60_000;
/** Somewhat below what the developer runs in the foreground. */
const niceness = 5;

async function main(): Promise<void> {
  const directory = readMemoryArgument();
  process.umask(0o077); // Whatever the engine makes is for this user alone.
  const log = openEngineLog(Date.now);
  process.on('uncaughtException', (error) => {
    log.write(`ends by a bug: ${describeFault(error)}`);
    process.exit(exitCodes.bug);
  });
  const lock = lockDirectory(directory);
  if (!lock.held && lock.problem === undefined) {
    log.write(`another engine serves ${directory}`);
    process.exit(exitCodes.outrun);
  }
  if (!lock.held) return endUnusable(directory, lock.problem!, log);
  os.setPriority(niceness);
  const opened = openStore(directory);
  if (!opened.ok) return endUnusable(directory, opened.message, log);
  if (opened.store.scrubIfDue()) log.write('cleaned the files of what was forgotten before a crash');
  await serveUntilStopped(directory, opened, log);
  lock.release();
  process.exit(0);
}

async function serveUntilStopped(directory: string, opened: OpenedMemory, log: EngineLog): Promise<void> {
  const installation = findInstallation(process.argv[1]!);
  const server = await serveEngine({
    engine: constructEngine(opened, installation, directory),
    directory,
    database: path.join(directory, databaseName),
    version: installation.version,
    lingerMs: Number(process.env.SECOND_NATURE_LINGER_MS) || lingerMsDefault,
    log,
    nowMs: Date.now,
  });
  process.on('SIGTERM', () => server.stop('asked to by SIGTERM'));
  process.on('SIGINT', () => server.stop('asked to by SIGINT'));
  log.write(`version ${installation.version} serves ${directory}`);
  await server.stopped;
}

function constructEngine(
  { store, notices }: OpenedMemory,
  { version, encoderFolder, sleepScript, upkeepScript }: Installation,
  directory: string,
): Engine {
  const exclusions = new FolderExclusions(createExclusion);
  const gate = createGate({
    excludeGlobs: [],
    isExcludedIn: (root, relative) => exclusions.isExcluded(root, relative),
    findIgnored: createIgnoreFinder(Date.now),
  });
  return createEngine({
    store,
    admit: gate.admit,
    exclude: (folder, root, globs) => exclusions.tell(folder, root, globs),
    identifyFolder,
    findAuthor,
    investigatePlace,
    readHistory,
    loadMeaning: (folder = readEncoderChoice(directory)) => loadMeaning(store, folder || encoderFolder, directory),
    workingTree: openWorkingTree(),
    readPower,
    sleep: createSleep(sleepScript, directory),
    transcripts: {
      read: readTranscripts,
      count: countTranscripts,
      places: { home: os.homedir(), env: process.env },
    },
    upkeep: createUpkeep(upkeepScript, directory),
    version,
    notices,
    nowMs: Date.now,
  });
}

/** Without an encoder the memory goes by words alone, and says so. */
async function loadMeaning(store: SqliteStore, encoderFolder: string, directory: string): Promise<Meaning> {
  try {
    const encoder = await loadEncoder(encoderFolder);
    return { encoder, index: openVectorIndex({ directory, encoderId: encoder.id, source: store }) };
  } catch (error) {
    if (error instanceof EncoderUnavailable) return { notice: error.message };
    throw error;
  }
}

function readMemoryArgument(): string {
  const { values } = parseArgs({ options: { memory: { type: 'string' } } });
  if (values.memory !== undefined) return path.resolve(values.memory);
  process.stderr.write('usage: engine --memory DIR\n');
  process.exit(exitCodes.usage);
}

/** Leaves the reason where the client that started us looks for it. */
function endUnusable(directory: string, message: string, log: EngineLog): never {
  log.write(message);
  try {
    writeEngineProblem(directory, { pid: process.pid, message });
  } catch (error) {
    log.write(`the problem could not be written beside the memory: ${describeFault(error)}`);
  }
  process.exit(exitCodes.unusable);
}

void main();
