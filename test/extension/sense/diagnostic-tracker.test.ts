// What counts as an error's appearance and as its resolution, told as looks at a file. `//! CODE message` at the end
// of a line is an error on it; the mark is not part of the text.
import { expect, it } from 'vitest';
import { trackErrors } from '../../../src/extension/sense/diagnostic-tracker.ts';
import type { EditCause } from '../../../src/extension/sense/error-clearing.ts';
import type { Look, TrackedFile } from '../../../src/extension/sense/tracked-file.ts';

interface Moment {
  /** Seconds. */
  readonly s: number;
  readonly text: string;
  readonly cursor?: number;
  /** Seconds. */
  readonly edited?: number;
  readonly saved?: number;
  readonly others?: number;
  readonly cause?: EditCause;
}

function readMoment(moment: Moment): Look {
  const errors: { tool: string; code: string; message: string; line: number; lineText: string }[] = [];
  const lines = moment.text.split('\n').map((marked, index) => {
    const [lineText = '', ...marks] = marked.split(/ *\/\/! /);
    for (const mark of marks) {
      const [code = '', ...words] = mark.split(' ');
      errors.push({ tool: 'ts', code, message: words.join(' '), line: index + 1, lineText });
    }
    return lineText;
  });
  const ms = (seconds: number | undefined) => (seconds ?? 0) * 1_000;
  const editing = {
    cursorLine: moment.cursor,
    editedAt: ms(moment.edited),
    savedByHandAt: ms(moment.saved),
    othersEditedAt: ms(moment.others),
    lastCause: moment.cause,
  };
  return { at: ms(moment.s), text: lines.join('\n'), errors, editing };
}

/** One line a piece of news, with the time it came. */
function watch(...moments: Moment[]): string[] {
  let file: TrackedFile = { errors: [] };
  let count = 0;
  const news: string[] = [];
  for (const moment of moments) {
    const step = trackErrors('a.ts', file, readMoment(moment), () => `#${++count}`);
    file = step.file;
    const at = `${moment.s}s`;
    for (const error of step.appeared) news.push(`${at} ${error.instance} appeared ${error.code} at ${error.lineNow}`);
    for (const error of step.resolved) {
      const hunks = error.hunks.map((hunk) => `${hunk.startLine}: ${hunk.before.join('¦')} → ${hunk.after.join('¦')}`);
      news.push([`${at} ${error.instance} ${error.clearing}`, ...hunks].join(' | '));
    }
    if (step.lookAgainInMs !== undefined) news.push(`${at} wait ${step.lookAgainInMs / 1_000}s`);
  }
  return news;
}

it('reports an error once and its fix with what changed, nearest first', () => {
  expect(
    watch(
      { s: 1, text: 'x\ny\nuser.name //! 2339 no name' },
      { s: 2, text: 'x\ny\nuser.name //! 2339 no name' },
      { s: 9, text: 'X\ny\n(await user).name', edited: 5 },
    ),
  ).toEqual(['1s #1 appeared 2339 at 3', '9s #1 edit | 3: user.name → (await user).name | 1: x → X']);
});

it('waits while the line is being typed, until the cursor leaves it', () => {
  expect(
    watch(
      { s: 10, text: 'us //! 2304 us', cursor: 1, edited: 9 },
      { s: 11, text: 'user.na //! 2339 na', cursor: 1, edited: 10.5 },
      { s: 11.2, text: 'user.na //! 2339 na', cursor: 2, edited: 10.5 },
    ),
  ).toEqual(['10s wait 2s', '11s wait 2.5s', '11.2s #2 appeared 2339 at 1']);
});

it('waits while the line is being typed, until three seconds pass or the file is saved by hand', () => {
  const typed = { text: 'user.na //! 2339 na', cursor: 1, edited: 10 };
  expect(watch({ s: 12.9, ...typed })).toEqual(['12.9s wait 0.1s']);
  expect(watch({ s: 13, ...typed })).toEqual(['13s #1 appeared 2339 at 1']);
  expect(watch({ s: 10.2, ...typed, saved: 10.1 })).toEqual(['10.2s #1 appeared 2339 at 1']);
});

it('says nothing of an error that came and went while the line was typed', () => {
  expect(
    watch({ s: 10, text: 'us //! 2304 us', cursor: 1, edited: 10 }, { s: 11, text: 'user', cursor: 1, edited: 11 }),
  ).toEqual(['10s wait 3s']);
});

it('knows an error again after its line has moved, also among equal ones', () => {
  expect(
    watch(
      { s: 1, text: 'a //! 1 same\nb\na //! 1 same' },
      { s: 2, text: 'new\nnew\na //! 1 same\nb\na //! 1 same', edited: 1.5 },
      { s: 9, text: 'new\nnew\nok\nb\na //! 1 same', edited: 5 },
    ),
  ).toEqual(['1s #1 appeared 1 at 1', '1s #2 appeared 1 at 3', '9s #1 edit | 1: a → new¦new¦ok']);
});

it('counts undo, redo and putting back by hand as undo', () => {
  const broken = { s: 10, text: 'a\nb.c //! 1 no c' };
  const before = { s: 1, text: 'a\nb' };
  expect(watch(before, broken, { s: 20, text: 'a\nb', edited: 15 })).toContain('20s #1 undo | 2: b.c → b');
  expect(watch(broken, { s: 20, text: 'a\nb.d', edited: 15, cause: 'undo' })).toContain('20s #1 undo | 2: b.c → b.d');
  expect(watch(before, broken, { s: 20, text: 'a\nb.d', edited: 15 })).toContain('20s #1 edit | 2: b.c → b.d');
});

it('takes back to before the typing, not to a half typed line', () => {
  expect(
    watch(
      { s: 1, text: 'a\nb' },
      { s: 10, text: 'a\nb.x //! 1 no x', cursor: 2, edited: 10 },
      { s: 11, text: 'a\nb.xy //! 1 no xy', cursor: 2, edited: 11 },
      { s: 12, text: 'a\nb.xy //! 1 no xy', cursor: 1, edited: 11 },
      { s: 20, text: 'a\nb', edited: 15 },
    ),
  ).toEqual(['10s wait 3s', '11s wait 3s', '12s #2 appeared 1 at 2', '20s #2 undo | 2: b.xy → b']);
});

it('calls deleting and commenting out a removal', () => {
  const broken = { s: 1, text: 'a\nb.c //! 1 no c\nd' };
  expect(watch(broken, { s: 9, text: 'a\nd', edited: 5 })).toContain('9s #1 removal | 2: b.c → ');
  expect(watch(broken, { s: 9, text: 'a\n// b.c\nd', edited: 5 })).toContain('9s #1 removal | 2: b.c → // b.c');
});

it('holds a resolution back while the fix is being typed', () => {
  expect(
    watch(
      { s: 1, text: 'user.name //! 2339 no name' },
      { s: 10, text: '(await user).name', cursor: 1, edited: 9 },
      { s: 11, text: '(await user).name', cursor: 1, edited: 9, saved: 11 },
    ),
  ).toEqual(['1s #1 appeared 2339 at 1', '10s wait 2s', '11s #1 edit | 1: user.name → (await user).name']);
});

it('does not take one error put in the place of another for a fix', () => {
  expect(
    watch(
      { s: 1, text: 'user.name //! 2339 no name' },
      { s: 10, text: 'awai user.name //! 2304 awai', edited: 2 },
      { s: 20, text: '(await user).name', edited: 15 },
    ),
  ).toEqual([
    '1s #1 appeared 2339 at 1',
    '10s #2 appeared 2304 at 1',
    '20s #1 edit | 1: user.name → (await user).name',
    '20s #2 edit | 1: awai user.name → (await user).name',
  ]);
});

it('looks elsewhere when the file has not changed, and drops the error when nothing has', () => {
  const broken = { s: 1, text: 'use(a) //! 1 no a' };
  const gone = { text: 'use(a)', others: 5 };
  expect(watch(broken, { s: 8, ...gone }, { s: 13, ...gone })).toEqual([
    '1s #1 appeared 1 at 1',
    '8s wait 5s',
    '13s #1 elsewhere',
  ]);
  expect(watch(broken, { s: 8, text: 'use(a)' }, { s: 13, text: 'use(a)' })).toEqual([
    '1s #1 appeared 1 at 1',
    '8s wait 5s',
  ]);
});

it('takes a restart of the language server for nothing', () => {
  const broken = { text: 'use(a) //! 1 no a', others: 5 };
  expect(watch({ s: 1, ...broken }, { s: 8, text: 'use(a)', others: 5 }, { s: 11, ...broken })).toEqual([
    '1s #1 appeared 1 at 1',
    '8s wait 5s',
  ]);
});

it('keeps the texts of a bounded number of errors', () => {
  let file: TrackedFile = { errors: [] };
  let count = 0;
  for (let round = 1; round <= 12; round++) {
    const lines = Array.from({ length: round }, (_, index) => `e${index} //! ${index} bad`).join('\n');
    const text = `${lines}\n${'x'.repeat(900_000)}${round}`;
    file = trackErrors('a.ts', file, readMoment({ s: round, text }), () => `#${++count}`).file;
  }
  const texts = new Set(file.errors.map((error) => error.snapshot));
  expect([...texts].reduce((sum, text) => sum + text.length, 0)).toBeLessThanOrEqual(4_000_000);
  expect(file.errors.length).toBeGreaterThan(0);
});
