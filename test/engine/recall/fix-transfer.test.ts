import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ErrorCase } from '../../../src/engine/model/error-case.ts';
import type { Hunk } from '../../../src/engine/model/event.ts';
import type { ErrorCue } from '../../../src/engine/model/recollection.ts';
import { transferFix } from '../../../src/engine/recall/fix-transfer.ts';

interface Story {
  /** The file was: `-` lines were replaced by `+` lines, `!` marks the line with the error. */
  was: string;
  messageWas?: string;
  /** The file now; `!` marks the line with the error. */
  now: string;
  messageNow?: string;
  pathNow?: string;
}

/** Lays the fix of `was` over `now`; gives the file as the fix would leave it, or `no`. */
function transfer(story: Story, context: Pick<Hunk, 'lead' | 'trail'> = {}) {
  const { was, messageWas = 'It failed.', now, messageNow = 'It failed.', pathNow = 'src/b.ts' } = story;
  const { before, after, startLine, errorLine } = readDiff(was);
  const past: ErrorCase = {
    project: 'p',
    fingerprint: 'f',
    instance: 'i',
    path: 'src/a.ts',
    tool: 'ts',
    code: '1',
    message: messageWas,
    line: errorLine.number,
    lineText: errorLine.text,
    episode: 'e',
    appearedSeq: 1,
    appearedAt: 0,
    cleared: { seq: 2, at: 0, how: 'edit', hunks: [{ path: 'src/a.ts', startLine, before, after, ...context }] },
  };
  const { lines, errorIndex } = readPlace(now);
  const line = 40 + errorIndex;
  const cue: ErrorCue = {
    tool: 'ts',
    code: '1',
    message: messageNow,
    path: pathNow,
    line,
    lines,
    errorIndex,
    beside: [],
  };
  const edit = transferFix(past, cue);
  if (edit === undefined) return 'no';
  const first = edit.startLine - 40;
  expect(lines.slice(first, first + edit.before.length)).toEqual(edit.before);
  return lines.toSpliced(first, edit.before.length, ...edit.after).join('\n');
}

function readDiff(text: string) {
  const before: string[] = [];
  const after: string[] = [];
  let startLine = 0;
  let number = 0;
  let errorLine = { number: 0, text: '' };
  for (const marked of text.split('\n')) {
    const marks = /^[-+!]*/.exec(marked)![0];
    const line = marked.slice(marks.length);
    if (marks.includes('+')) after.push(line);
    if (marks.includes('-')) before.push(line);
    if (!marks.includes('+')) number += 1;
    if (marks !== '' && marks !== '!') startLine ||= marks.includes('+') ? number + 1 : number;
    if (marks.includes('!')) errorLine = { number, text: line };
  }
  return { before, after, startLine, errorLine };
}

function readPlace(text: string) {
  const marked = text.split('\n');
  const errorIndex = marked.findIndex((line) => line.startsWith('!'));
  return { lines: marked.map((line) => line.replace(/^!/, '')), errorIndex };
}

const missingProperty = (property: string, type: string) =>
  `Property '${property}' does not exist on type 'Promise<${type}>'.`;

describe('awaiting a promise', () => {
  const was = '-const u = loadUser(id);\n+const u = await loadUser(id);\n!console.log(u.name);';
  const messages = { messageWas: missingProperty('name', 'User'), messageNow: missingProperty('total', 'Order') };

  test('on the line above, with other names', () => {
    const now = 'async function bill() {\n  const order = fetchOrder(7);\n!  return order.total;\n}';
    expect(transfer({ was, ...messages, now })).toMatchInlineSnapshot(`
      "async function bill() {
        const order = await fetchOrder(7);
        return order.total;
      }"
    `);
  });

  test('whatever stood around the change', () => {
    const now = '  const order = fetchOrder(7);\n!  return order.total;';
    const context = { lead: ['  const order = fetchOrder(7);'], trail: ['  return order.total;', '}'] };
    expect(transfer({ was, ...messages, now }, context)).toBe(transfer({ was, ...messages, now }));
    expect(transfer({ was, ...messages, now: '!  return order.total;' }, context)).toBe('no');
  });

  test('of the two promises above, the one that the error is about', () => {
    const now = 'const order = fetchOrder(7);\nconst buyer = fetchBuyer(order);\n\n!print(label, order.total + 1);';
    expect(transfer({ was, ...messages, now })).toMatchInlineSnapshot(`
      "const order = await fetchOrder(7);
      const buyer = fetchBuyer(order);

      print(label, order.total + 1);"
    `);
  });

  test('where the call is a method, typed, spread over arguments', () => {
    const now = '  let order: Order = this.shop.fetch(7, { lines: true });\n!  return order.total;';
    expect(transfer({ was, ...messages, now })).toMatchInlineSnapshot(`
      "  let order: Order = await this.shop.fetch(7, { lines: true });
        return order.total;"
    `);
  });

  test('on the line of the error itself', () => {
    const wasThere = '-!  const sum = add(total(a), 1);\n+  const sum = add(await total(a), 1);';
    expect(transfer({ was: wasThere, now: '!const all = join(read(file), 2);' })).toBe(
      'const all = join(await read(file), 2);',
    );
  });

  test.each([
    ['it is awaited already', 'const order = await fetchOrder(7);\n!print(order.total);'],
    ['nothing ties the lines', 'const other = fetchOrder(7);\n!print(order.total);'],
    ['it fits twice', 'let order = fetchOrder(7);\norder = fetchOrder(8);\n!print(order.total);'],
    ['the place is below the error', '!print(order.total);\nconst order = fetchOrder(7);'],
    ['the value comes from elsewhere', '!function f(order: Promise<Order>) { return order.total; }'],
  ])('not where %s', (_, now) => {
    expect(transfer({ was, ...messages, now })).toBe('no');
  });

  test('not where nothing ties the lines, also when the messages say nothing', () => {
    expect(transfer({ was, now: 'const other = fetchOrder(7);\n!print(order.total);' })).toBe('no');
    expect(transfer({ was, now: 'const order = fetchOrder(7);\n!print(order.total);' })).toContain('await');
  });
});

describe('replacing on the line', () => {
  test.each([
    ['-!return user.name;\n+return user?.name;', '!  print(order.total);', '  print(order?.total);'],
    [
      '-!const n = list.lenght;\n+const n = list.length;',
      '!if (a.size > rows.lenght) stop();',
      'if (a.size > rows.length) stop();',
    ],
    ['-!  close();\n+  await close();', '!\tflush();', '\tawait flush();'],
    ['-!const x = get(a);\n+const x = get(a)!;', '!let row = find(7);', 'let row = find(7)!;'],
    ['-!await save(a);\n+save(a);', '!  await store(row);', '  store(row);'],
    ['-!const a = items.length();\n+const a = items.length;', '!const b = rows.length();', 'const b = rows.length;'],
    ['-!f(JSON.parse(text));\n+f(parseSafely(text));', '!  return JSON.parse(line);', '  return parseSafely(line);'],
    [
      '-!function f(): User {\n+async function f(): Promise<User> {',
      '!  function g(): Order {',
      '  async function g(): Promise<Order> {',
    ],
    [
      '-!let s = String::new();\n+let mut s = String::new();',
      '!    let row = Vec::new();',
      '    let mut row = Vec::new();',
    ],
    ['-!print(a + 1)\n+print(str(a) + 1)', '!print(total + 1)', 'print(str(total) + 1)'],
    ['-!go(a,  b);\n+go(b, a);', '!go(x,y);', 'go(y, x);'],
  ])('%s | %s', (was, now, expected) => {
    expect(transfer({ was, now })).toBe(expected);
  });

  test.each([
    ['the words that went are not here', '-!const n = list.lenght;\n+const n = list.length;', '!const n = list.size;'],
    ['it fits twice on the line', '-!return user.name;\n+return user?.name;', '!print(a.b, c.d);'],
    ['the fix is there', '-!return user.name;\n+return user?.name;', '!return user?.name;'],
    ['only blanks changed', '-!return  a;\n+return a;', '!return  b;'],
    ['there is nothing but signs', '-!(\n+((', '!('],
    ['the line is empty', '-!return user.name;\n+return user?.name;', '!'],
  ])('not where %s', (_, was, now) => {
    expect(transfer({ was, now })).toBe('no');
  });

  test('several lines become several, at the indentation of the new place', () => {
    const was = '-!  const a = read(f);\n+  const a = read(f, {\n+    limit: 1,\n+  });';
    expect(transfer({ was, now: '!\tconst b = read(g);' })).toBe('\tconst b = read(g, {\n\t  limit: 1,\n\t});');
  });

  test('a line that was taken away is taken away', () => {
    expect(transfer({ was: 'a();\n-!debugger;', now: 'b();\n!  debugger;\nc();' })).toBe('b();\nc();');
  });
});

describe('inserting', () => {
  const possibly = (name: string) => `'${name}' is possibly 'undefined'.`;
  const was = '  const user = find(id);\n+  if (!user) return;\n!  print(user.name);';
  const messages = { messageWas: possibly('user'), messageNow: possibly('order') };

  test('a guard above the error', () => {
    expect(transfer({ was, ...messages, now: '\tconst order = get(7);\n!\ttotal += order.sum;' })).toBe(
      '\tconst order = get(7);\n\tif (!order) return;\n\ttotal += order.sum;',
    );
  });

  test('no guard in the midst of an expression, nor twice, nor without a tie', () => {
    expect(transfer({ was, ...messages, now: 'print(\n!  order.sum,\n);' })).toBe('no');
    expect(transfer({ was, ...messages, now: 'if (!order) return;\n!print(order.sum);' })).toBe('no');
    expect(transfer({ was, now: '!total += compute();' })).toBe('no');
  });

  test('an import of the same name after the last import', () => {
    const wasImport = "+import { readFile } from 'node:fs/promises';\n!const text = readFile(path);";
    const missing = "Cannot find name 'readFile'.";
    const story = { was: wasImport, messageWas: missing, messageNow: missing };
    expect(transfer({ ...story, now: "import { x } from './x.ts';\n\n!send(readFile(p));" })).toBe(
      "import { x } from './x.ts';\nimport { readFile } from 'node:fs/promises';\n\nsend(readFile(p));",
    );
    const other = { ...story, messageNow: "Cannot find name 'writeFile'." };
    expect(transfer({ ...other, now: "import { x } from './x.ts';\n!writeFile(p);" })).toBe('no');
  });
});

test('whatever the lines are, an edit replaces lines that are there and leaves the others alone', () => {
  const line = fc.stringMatching(/^ {0,4}([a-c]{1,2}|[().=;?+'"`]|await|const|7| ){0,10}$/);
  fc.assert(
    fc.property(
      fc.array(line, { minLength: 1, maxLength: 3 }),
      fc.array(line, { maxLength: 3 }),
      fc.array(line, { minLength: 1, maxLength: 8 }),
      fc.nat(),
      (before, after, lines, at) => {
        const cleared = { seq: 2, at: 0, how: 'edit' as const, hunks: [{ path: 'a', startLine: 5, before, after }] };
        const past = {
          project: 'p',
          fingerprint: 'f',
          instance: 'i',
          path: 'a',
          tool: 't',
          code: '',
          message: 'm',
          line: 5,
          lineText: before[0]!,
          episode: 'e',
          appearedSeq: 1,
          appearedAt: 0,
          cleared,
        };
        const cue = {
          tool: 't',
          code: '',
          message: 'm',
          path: 'b',
          line: 100,
          lines,
          errorIndex: at % lines.length,
          beside: [],
        };
        const edit = transferFix(past, cue);
        if (edit === undefined) return;
        const first = edit.startLine - (cue.line - cue.errorIndex);
        expect(first).toBeGreaterThanOrEqual(0);
        expect(lines.slice(first, first + edit.before.length)).toEqual(edit.before);
        expect(edit.after).not.toEqual(edit.before);
      },
    ),
    { numRuns: 3_000 },
  );
});

test('a fix that held a secret is not offered, since the secret was taken out', () => {
  const was = `-!connect('old')
+connect('[redacted:password]')`;
  expect(transfer({ was, now: `!connect('old')` })).toBe('no');
});
