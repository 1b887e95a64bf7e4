// The kinds of nodes and of events in the words of people. A kind that is not known here goes by its own name.
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

const eventWords: Readonly<Record<string, string>> = {
  edit: t('edit'),
  save: t('save'),
  open: t('opened'),
  dwell: t('looked at'),
  diagnostic: t('error'),
  command: t('command'),
  exception: t('exception'),
  test: t('test'),
  commit: t('commit'),
  revert: t('revert'),
  checkout: t('checkout'),
  'agent-turn': t('words of an agent'),
  'agent-action': t('deed of an agent'),
  recall: t('question'),
  prime: t('what was offered'),
  feedback: t('feedback'),
  note: t('note'),
  investigation: t('investigation'),
  forget: t('forgetting'),
  sleep: t('sleep'),
};

export function eventKindText(kind: string): string {
  return Object.hasOwn(eventWords, kind) ? eventWords[kind]! : kind;
}
