// What is taken from developers' texts to learn from, by small examples.
import { expect, test } from 'vitest';
import { glossPairs } from '../../../scripts/encoder/gloss-pairs.ts';
import { manualPairs } from '../../../scripts/encoder/manual-pairs.ts';
import { pairsOfPackage } from '../../../scripts/encoder/text-pair.ts';

/** `kind | question | answer` a line, the answer's lines joined. */
function pairs(path: string, text: string): string {
  return pairsOfPackage('made', [{ path, text }])
    .map(({ kind, question, answer }) => `${kind} | ${question} | ${answer.replace(/\s+/g, ' ')}`)
    .join('\n');
}

test('comments with the code under them', () => {
  const source = `
/**
 * Closes the {@link Socket} of a \`client\`. It may be called twice.
 *
 * @param client whose socket is closed
 */
export function closeClient(client) {
  client.socket.end();
}

/** Short. */
const nothing = 1;

/** Counts what is waiting in the queue */
get waiting() {
  return this.queue.length + 0;
}
`;
  expect(pairs('src/client.js', source)).toBe(
    [
      'comment | Closes the Socket of a client. | export function closeClient(client) { client.socket.end(); }',
      'comment | Counts what is waiting in the queue | get waiting() { return this.queue.length + 0; }',
    ].join('\n'),
  );
  expect(pairs('dist/client.min.js', source)).toBe('');
});

test('tests and errors', () => {
  const source = `
it('retries the request once', async () => {
  const server = await startServer();
  expect(server.requests).toBe(2);
});
function check(size) {
  if (size > limit) {
    throw new RangeError(\`The file is larger than \${limit} bytes\`);
  }
}
`;
  expect(pairs('test/retry.test.ts', source)).toBe(
    [
      'test | retries the request once | const server = await startServer(); expect(server.requests).toBe(2); });',
      "throw | The file is larger than bytes | it('retries the request once', async () => { const server = await startServer(); expect(server.requests).toBe(2); }); function check(size) { if (size > limit) { ); } }",
    ].join('\n'),
  );
});

test('headings with their sections', () => {
  const text = `# Queue

A queue of jobs that survives a restart of the process.

## Installation

npm install queue, and nothing else is needed for it.

## Options

### Maximum concurrency

How many jobs run side by side; one, if nothing is said.
`;
  expect(pairs('README.md', text)).toBe(
    'section | Queue: Maximum concurrency | How many jobs run side by side; one, if nothing is said.',
  );
  expect(pairs('CHANGELOG.md', text)).toBe('');
});

test('words with their meanings, and manual pages', () => {
  const line =
    '00001740 29 v 02 breathe 0 take_a_breath 0 001 @ 00005041 v 0000 | draw air into the lungs; "I can breathe better"';
  expect(glossPairs(line).map(({ question, answer }) => [question, answer])).toEqual([
    ['breathe, take a breath', 'draw air into the lungs'],
    ['I can breathe better', 'breathe, take a breath: draw air into the lungs'],
  ]);
  const page =
    '.TH tail 1\n.SH NAME\ntail \\- output the last part of files\n.SH DESCRIPTION\nPrints the \\fBlast\\fR lines.\n';
  expect(manualPairs(page).map(({ question, answer }) => [question, answer])).toEqual([
    ['output the last part of files', 'Prints the last lines.'],
  ]);
});
