// Which errors count as the same. One line a case: `tool code: message`.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fingerprintError } from '../../../src/engine/encode/error-fingerprint.ts';

function fingerprint(line: string): string {
  const [, tool, code, message] = /^(\S+) (\S*): ([\s\S]*)$/.exec(line)!;
  return fingerprintError({ tool: tool!, code: code!, message: message! });
}

test.each([
  [
    "ts 2339: Property 'name' does not exist on type 'Promise<User>'.",
    'ts|2339|Property _ does not exist on type Promise<_>.',
  ],
  ["ts 2339: Property 'name' does not exist on type 'User'.", 'ts|2339|Property _ does not exist on type _.'],
  ["ts 2339: Property 'name' does not exist on type 'string'.", 'ts|2339|Property _ does not exist on type string.'],
  [
    "ts 2322: Type 'string' is not assignable to type 'number'.",
    'ts|2322|Type string is not assignable to type number.',
  ],
  [
    "typescript TS2322: Type 'string' is not assignable to type 'number'.",
    'ts|2322|Type string is not assignable to type number.',
  ],
  ['ts 2554: Expected 2 arguments, but got 1.', 'ts|2554|Expected more arguments, but got #.'],
  [
    "ts 2345: Argument of type '{ a: string; b: { c: number; }; }' is not assignable to parameter of type 'Order | undefined'.\n  Type 'x'",
    'ts|2345|Argument of type {…} is not assignable to parameter of type _ | undefined.',
  ],
  [
    "ts 2740: Type 'User' is missing the following properties from type 'Order': id, total, and 3 more.",
    'ts|2740|Type _ is missing the following properties from type _: ….',
  ],
  [
    "ts 2307: Cannot find module './queue.ts' or its corresponding type declarations.",
    'ts|2307|Cannot find module <path> or its corresponding type declarations.',
  ],
  [
    "ts 2307: Cannot find module 'lodash/fp' or its corresponding type declarations.",
    'ts|2307|Cannot find module _ or its corresponding type declarations.',
  ],
  ["ts 18048: 'error.cause' is possibly 'undefined'.", 'ts|18048|_ is possibly undefined.'],
  ["ts 2532: 'this.queue' is possibly 'null'.", 'ts|2532|this._ is possibly null.'],
  ["ts 2304: Cannot find name 'Map'.", 'ts|2304|Cannot find name Map.'],
  [
    "eslint no-unused-vars: 'total' is assigned a value but never used.",
    'eslint|no-unused-vars|_ is assigned a value but never used',
  ],
  ['rustc E0382: borrow of moved value: `orders`', 'rustc|E0382|borrow of moved value: _'],
  [
    'rustc E0308: mismatched types: expected `Option<User>`, found `String`',
    'rustc|E0308|mismatched types: expected Option<_>, found String',
  ],
  ["rustc : the trait `Clone` isn't implemented for `Order`", "rustc||the trait Clone isn't implemented for _"],
  ["pylint E1101: Instance of 'Order' has no 'totl' member", 'pylint|E1101|Instance of _ has no _ member'],
  ['go UndeclaredName: undefined: total', 'go||undefined: _'],
  [
    'go : cannot use x (variable of type int) as string value in assignment',
    'go||cannot use _ (variable of type int) as string value in assignment',
  ],
  [
    "node : TypeError: Cannot read properties of undefined (reading 'name')",
    'node||TypeError: Cannot read properties of undefined (reading _)',
  ],
  ['node : TypeError: user.load is not a function', 'node||TypeError: _ is not a function'],
  ['node : ReferenceError: total is not defined', 'node||ReferenceError: _ is not defined'],
  [
    "node : Error: ENOENT: no such file or directory, open '/srv/my files/a.json'",
    'node||Error: ENOENT: no such file or directory, open <path>',
  ],
  ['node : connect ECONNREFUSED 127.0.0.1:5432', 'node||connect ECONNREFUSED #:#'],
  ['vite : Failed to load src/main.ts:12:3 from https://example.com/x', 'vite||Failed to load <path> from <url>'],
])('%s', (line, expected) => {
  expect(fingerprint(line)).toBe(expected);
});

test.each([
  [
    "ts 2339: Property 'a' does not exist on type 'Promise<User>'.",
    "ts 2339: Property 'a' does not exist on type 'User[]'.",
  ],
  ["ts 2339: Property 'a' does not exist on type 'User'.", "ts 2551: Property 'a' does not exist on type 'User'."],
  [
    "ts 2322: Type 'string' is not assignable to type 'number'.",
    "ts 2322: Type 'number' is not assignable to type 'string'.",
  ],
  ['ts 2554: Expected 2 arguments, but got 1.', 'ts 2554: Expected 2 arguments, but got 3.'],
  [
    "ts 2345: Argument of type '{ id: string; }' is not assignable to parameter of type 'User'.\n  Property 'name' is missing in type '{ id: string; }' but required in type 'User'.",
    "ts 2345: Argument of type '{ id: string; }' is not assignable to parameter of type 'User'.\n  Types of property 'id' are incompatible.\n    Type 'string' is not assignable to type 'number'.",
  ],
  ["ts 18048: 'user' is possibly 'undefined'.", "ts 18047: 'user' is possibly 'null'."],
  ['eslint : Unexpected var, use let instead.', 'biome : Unexpected var, use let instead.'],
])('tells apart %s and %s', (one, other) => {
  expect(fingerprint(one)).not.toBe(fingerprint(other));
});

test.each([
  [
    "ts 2322: Type 'string | undefined' is not assignable to type 'string'.",
    "ts 2322: Type 'number | undefined' is not assignable to type 'number'.",
  ],
  [
    "ts 2551: Property 'toUperCase' does not exist on type 'string'. Did you mean 'toUpperCase'?",
    "ts 2551: Property 'tolat' does not exist on type 'Order'. Did you mean 'total'?",
  ],
  ['ts 2554: Expected 2 arguments, but got 1.', 'ts 2554: Expected 3 arguments, but got 0.'],
])('takes for one %s and %s', (one, other) => {
  expect(fingerprint(one)).toBe(fingerprint(other));
});

test("a project's names, numbers and paths make no difference", () => {
  // A prefix that no telltale name has keeps the invented names from being one.
  const name = fc.stringMatching(/^[a-z][a-zA-Z0-9]{0,12}$/).map((rest) => `q${rest}`);
  const count = fc.nat();
  const messages: ((name: string, type: string, count: number) => string)[] = [
    (property, type) => `Property '${property}' does not exist on type 'Promise<${type}>'.`,
    (property, type) =>
      `Argument of type '${property}.${type}[]' is not assignable to parameter of type 'Map<${type}, string>'.`,
    (property, type) => `Type '"${property}" | "${type}"' is not assignable to type '{ ${property}: ${type}; }'.`,
    (property, type, line) => `Failed at ./${property}/${type}.ts:${line}:1 after ${line} ms`,
    (property) => `TypeError: ${property} is not a function`,
  ];
  fc.assert(
    fc.property(fc.constantFrom(...messages), name, name, count, name, name, count, (write, a, b, i, c, d, j) => {
      expect(fingerprint(`ts 1: ${write(a, b, i)}`)).toBe(fingerprint(`ts 1: ${write(c, d, j)}`));
    }),
  );
});

test('long and odd messages take no time', () => {
  const start = process.cpuUsage();
  for (const piece of ["'", '"a', '{', '/', 'a.', '1', ' | _', 'aB', '<']) fingerprint(`ts 1: ${piece.repeat(10_000)}`);
  expect(process.cpuUsage(start).user / 1_000).toBeLessThan(500);
});

test.each([
  ['compiler UndeclaredName: undefined: total', 'go : undefined: total'],
  [
    "clang undeclared_var_use: Use of undeclared identifier 'n' (fix available)",
    "c : use of undeclared identifier 'm'",
  ],
  ["clang -Wunused-variable: Unused variable 'n'", "c -Werror=unused-variable: unused variable 'n'"],
  ["gcc : 'n' undeclared (first use in this function)", 'c : ‘m’ undeclared (first use in this function)'],
  [
    'javac 16777233: incompatible types: String cannot be converted to int',
    'java : incompatible types: String cannot be converted to int',
  ],
  [
    'Pylance reportMissingImports: Import "x" could not be resolved',
    'pyright reportMissingImports: Import "y" could not be resolved',
  ],
  ['rust-analyzer E0308: mismatched types', 'rustc E0308: mismatched types'],
  [
    'rustc E0425: cannot find value `y` in this scope\na local variable with a similar name exists: `o`',
    'rustc E0425: cannot find value `total` in this scope',
  ],
  [
    "eslint no-unused-vars: 'x' is assigned a value but never used.",
    "eslint no-unused-vars: 'y' is assigned a value but never used",
  ],
  ['eslint semi: Missing semicolon.', 'eslint semi: Missing semicolon'],
  ['Ruff F401: `os` imported but unused', 'ruff F401: `json` imported but unused'],
  ["Flake8 F401: 'os' imported but unused", 'ruff F401: `json` imported but unused'],
  ["Pylint E1101:no-member: Instance of 'A' has no 'b' member", "pylint E1101: Instance of 'C' has no 'd' member"],
  ["cpp : undefined reference to `add'", "c : undefined reference to `sum'"],
  [
    'Mypy assignment: Incompatible types in assignment (expression has type "str", variable has type "int")',
    'mypy assignment: Incompatible types in assignment (expression has type "str", variable has type "int")',
  ],
  ["gcc -Wunused-variable: unused variable 'unused'", 'c -Werror=unused-variable: unused variable ‘y’'],
  ["C/C++ : 'missing' was not declared in this scope", 'c : ‘gone’ was not declared in this scope'],
  ['gopls MissingReturn: missing return', 'go : missing return'],
  ['gopls UnusedVar: declared and not used: total', 'go : declared and not used: sum'],
])('in the editor and in a terminal it is the same: %s', (editor, terminal) => {
  expect(fingerprint(editor)).toBe(fingerprint(terminal));
});
