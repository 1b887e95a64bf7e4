// The user's settings come in from the editor, one plain value goes out, so that the rest of the extension knows no
// setting by its name.
import * as vscode from 'vscode';

export type Mode = 'off' | 'observe' | 'quiet' | 'assist';

export interface Settings {
  readonly mode: Mode;
  readonly sensors: {
    readonly edits: boolean;
    readonly saves: boolean;
    readonly opens: boolean;
    readonly dwell: boolean;
    readonly diagnostics: boolean;
    readonly commands: boolean;
    readonly tasks: boolean;
    readonly git: boolean;
    readonly exceptions: boolean;
    readonly notebooks: boolean;
    /** JUnit files. */
    readonly testReports: boolean;
    /** What agents do, told by their hooks. */
    readonly agents: boolean;
  };
  readonly surfaces: {
    /** What was recognised at an error. */
    readonly dejaVu: boolean;
    /** How a place feels, where the pointer rests. */
    readonly hover: boolean;
    /** On files that have hurt. */
    readonly badges: boolean;
    /** At a save, files that usually change along. */
    readonly companions: boolean;
    /** Code actions that do as was done before. */
    readonly editRules: boolean;
    /** The same as ghost text at the cursor, where something is only added. */
    readonly ghostText: boolean;
    /** The same while a commit is being prepared. */
    readonly beforeCommit: boolean;
    /** In assist mode, at a file that has hurt. */
    readonly placeWarning: boolean;
  };
  /** Tell agents what is known of what they are about to do. */
  readonly primeAgents: boolean;
  /** Whether the editor is told of the MCP server; `auto` where it has no other tools of ours. */
  readonly mcpServer: 'auto' | 'on' | 'off';
  /** Beliefs may be put to the editor's language model, to be worded. */
  readonly wordBeliefs: boolean;
  /** Glob patterns, relative to the workspace folder: those of all folders together. */
  readonly excludeGlobs: readonly string[];
  /** The patterns of each folder, by its absolute path; `**` for one that is kept out whole. */
  readonly excludes: ReadonlyMap<string, readonly string[]>;
  readonly importHistory: boolean;
  /** Absolute path; absent for the platform's own place. */
  readonly dataLocation: string | undefined;
  /** Absolute path of a sentence-transformers folder; empty for the encoder that ships. */
  readonly encoder: string;
  /** What the memory may take up on the disk, in MB; 0 for no bound. */
  readonly storageBudget: number;
}

/** Whether anything is shown unasked. */
export function isShowing({ mode }: Pick<Settings, 'mode'>): boolean {
  return mode === 'quiet' || mode === 'assist';
}

export const settingsSection = 'secondNature';

export function readSettings(): Settings {
  const section = vscode.workspace.getConfiguration(settingsSection);
  const mode = section.get<string>('mode');
  const excludes = readExcludes();
  return {
    mode: mode === 'off' || mode === 'observe' || mode === 'assist' ? mode : 'quiet',
    sensors: {
      edits: section.get('sensors.edits', true),
      saves: section.get('sensors.saves', true),
      opens: section.get('sensors.opens', true),
      dwell: section.get('sensors.dwell', true),
      diagnostics: section.get('sensors.diagnostics', true),
      commands: section.get('sensors.commands', true),
      tasks: section.get('sensors.tasks', true),
      git: section.get('sensors.git', true),
      exceptions: section.get('sensors.exceptions', true),
      notebooks: section.get('sensors.notebooks', true),
      testReports: section.get('sensors.testReports', true),
      agents: section.get('sensors.agents', true),
    },
    surfaces: {
      dejaVu: section.get('surfaces.dejaVu', true),
      hover: section.get('surfaces.hover', true),
      badges: section.get('surfaces.badges', true),
      companions: section.get('surfaces.companions', true),
      editRules: section.get('surfaces.editRules', true),
      ghostText: section.get('surfaces.ghostText', false),
      beforeCommit: section.get('surfaces.beforeCommit', true),
      placeWarning: section.get('surfaces.placeWarning', true),
    },
    primeAgents: section.get('agents.prime', true),
    mcpServer: readMcpServer(section.get<string>('agents.mcpServer')),
    wordBeliefs: section.get('beliefs.wording', false),
    excludeGlobs: unionOf(excludes, readStrings(section.get('privacy.exclude'))),
    excludes,
    importHistory: section.get('importHistory', true),
    dataLocation: section.get<string>('dataLocation')?.trim() || undefined,
    encoder: section.get<string>('encoder')?.trim() ?? '',
    storageBudget: Math.max(0, section.get('storageBudget', 1_000)),
  };
}

/** Each folder may have settings of its own. */
function readExcludes(): Map<string, string[]> {
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
  return new Map(
    folders.map(({ uri }) => {
      const section = vscode.workspace.getConfiguration(settingsSection, uri);
      const isOut = section.get<boolean>('privacy.excludeFolder') === true;
      return [uri.fsPath, isOut ? [wholeFolder] : readStrings(section.get('privacy.exclude'))];
    }),
  );
}

const wholeFolder = '**';

/** Whether nothing at all is remembered of the folder. */
export function isFolderOut({ excludes }: Settings, folder: string): boolean {
  return excludes.get(folder)?.includes(wholeFolder) ?? false;
}

/** Whether that holds for every folder of the window, of which there is one at least. */
export function isAllOut({ excludes }: Settings): boolean {
  return excludes.size > 0 && [...excludes.values()].every((globs) => globs.includes(wholeFolder));
}

/** A pattern of one folder holds for all of them: rather too much is kept out than too little. */
function unionOf(excludes: ReadonlyMap<string, readonly string[]>, general: readonly string[]): string[] {
  const ofFolders = [...excludes.values()].filter((globs) => !globs.includes(wholeFolder));
  return [...new Set([...general, ...ofFolders.flat()])];
}

/** A settings file is written by hand: what is not a pattern in it is passed over. */
function readStrings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string' && item !== '') : [];
}

function readMcpServer(value: string | undefined): Settings['mcpServer'] {
  return value === 'on' || value === 'off' ? value : 'auto';
}
