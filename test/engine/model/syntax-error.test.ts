// Which errors only say that code is half-typed.
import { expect, test } from 'vitest';
import { isSyntaxError } from '../../../src/engine/model/syntax-error.ts';

const judge = (tool: string, code: string, message: string) => isSyntaxError({ tool, code, message });

test.each([
  ['ts', '1005', "';' expected."],
  ['ts', 'TS1109', 'Expression expected.'],
  ['ts', '1128', 'Declaration or statement expected.'],
  ['ts', '17008', "JSX element 'div' has no corresponding closing tag."],
  ['eslint', '', 'Parsing error: Unexpected token }'],
  ['Pylance', '', 'Expected expression'],
  ['Pylance', '', '"(" was not closed'],
  ['ruff', 'invalid-syntax', 'Expected an identifier'],
  ['flake8', 'E999', 'IndentationError: unexpected indent'],
  ['node', '', "SyntaxError: Unexpected token ')'"],
  ['rustc', '', 'expected one of `!` or `::`, found `x`'],
  ['rust-analyzer', 'syntax-error', 'Syntax Error: expected SEMICOLON'],
  ['go', '', 'syntax error: unexpected newline, expected comma'],
  ['json', '514', 'Expected comma'],
  ['css', 'css-semicolonexpected', 'semi-colon expected'],
])('%s %s %s is one', (tool, code, message) => {
  expect(judge(tool, code, message)).toBe(true);
});

test.each([
  ['ts', '2339', "Property 'a' does not exist on type 'B'."],
  ['ts', '2554', 'Expected 2 arguments, but got 1.'],
  ['ts', '1308', "'await' expressions are only allowed within async functions."],
  ['ts', '1484', "'A' is a type and must be imported using a type-only import."],
  ['ts', '1192', "Module './a' has no default export."],
  ['eslint', 'no-unexpected-multiline', 'Unexpected newline between function and ( of function call.'],
  ['eslint', 'no-console', 'Unexpected console statement.'],
  ['eslint', 'eqeqeq', "Expected '===' and instead saw '=='."],
  ['rustc', 'E0382', 'use of moved value: `x`'],
  ['vitest', '', 'AssertionError: expected 1 to be 2'],
  ['Pylance', 'reportCallIssue', 'Expected 2 positional arguments'],
])('%s %s %s is none', (tool, code, message) => {
  expect(judge(tool, code, message)).toBe(false);
});
