// The kinds of nodes and of events in the words of people. A kind that is not known here goes by its own name.
import { eventKindWords } from '../language/event-kind.ts';
import { t, tCount } from './localised-text.ts';

const nodeWords: Readonly<Record<string, (count: number) => string>> = {
  belief: (count) => tCount(count, 'belief', 'beliefs'),
  gist: (count) => tCount(count, 'gist', 'gists'),
  rule: (count) => tCount(count, 'rule', 'rules'),
  file: (count) => tCount(count, 'file', 'files'),
  folder: (count) => tCount(count, 'folder', 'folders'),
  symbol: (count) => tCount(count, 'symbol', 'symbols'),
  error: (count) => tCount(count, 'error', 'errors'),
  command: (count) => tCount(count, 'command', 'commands'),
  package: (count) => tCount(count, 'package', 'packages'),
  term: (count) => tCount(count, 'test or term', 'tests and terms'),
  episode: (count) => tCount(count, 'episode', 'episodes'),
};

export function kindText(kind: string, count: number): string {
  return Object.hasOwn(nodeWords, kind) ? nodeWords[kind]!(count) : kind;
}

const eventWords = eventKindWords({ t });

export function eventKindText(kind: string): string {
  return Object.hasOwn(eventWords, kind) ? eventWords[kind]! : kind;
}
