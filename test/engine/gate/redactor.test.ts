// What is taken out of a text and what stays. Secrets are invented; those of a real form are put together at run
// time, so that no scanner takes this file for a leak.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { redactText, redactValue } from '../../../src/engine/gate/redactor.ts';

const redact = async (text: string, path?: string) => (await redactValue(text, path)).value;

const letters = 'wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO0pINUxQ7sT2bR9';
const base64Line = 'MIIEpAIBAAKCAQEA0Z3VS5JJcds3xfn/ygWyF8PbnGy0AHB7MhgwMbRvI0MBZhpI';

test.each([
  [`const k = "${'gh'}p_${letters.slice(0, 36)}"`, 'const k = "[redacted:github]"'],
  [`slack: xo${'xb'}-123456789012-1234567890123-${letters.slice(0, 24)}`, 'slack: [redacted:slack]'],
  [`anthropic sk-${'ant'}-api03-${letters.repeat(2).slice(0, 91)}AA`, 'anthropic [redacted:issued-token]'],
  [`key AK${'IA'}QWERTYUIOPASDFGH`, 'key [redacted:aws-key-id]'],
  [`AI${'za'}${letters.slice(0, 35)}`, '[redacted:issued-token]'],
  [`eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.${letters}`, '[redacted:jwt]'],
  ['Authorization: Bearer abcdef123456', 'Authorization: Bearer [redacted:authorization]'],
  [
    "headers: { 'Authorization': 'Basic dXNlcjpwYXNzd29yZA==' }",
    "headers: { 'Authorization': 'Basic [redacted:authorization]' }",
  ],
  ['curl -H "x: bearer 0123456789abcdef0123"', 'curl -H "x: bearer [redacted:bearer-token]"'],
  [
    'postgres://admin:hunter2@db.example.com:5432/app',
    'postgres://admin:[redacted:url-password]@db.example.com:5432/app',
  ],
  ['redis://:s3cret@localhost', 'redis://:[redacted:url-password]@localhost'],
  [
    'https://0a1b2c3d4e5f6a7b8c9d:x-oauth-basic@github.com/a/b',
    'https://[redacted:url-token]:[redacted:url-password]@github.com/a/b',
  ],
  ['git clone https://me:pa55@example.com/x.git', 'git clone https://me:[redacted:url-password]@example.com/x.git'],
])('takes out a credential of a known form: %s', async (text, expected) => {
  expect(await redact(text)).toBe(expected);
});

test.each([
  ['np', 'm_', 36],
  ['gs', 'k_', 52],
  ['lin', '_api_', 40],
  ['gl', 'pat-', 20],
  ['gl', 'c_', 40],
  ['shp', 'at_', 32],
  ['sk', '_live_', 24],
  ['rk', '_test_', 24],
  ['github', '_pat_', 82],
  ['gh', 'o_', 36],
  ['hv', 's.', 95],
  ['vc', 'p_', 24],
  ['dckr', '_pat_', 27],
  ['fig', 'd_', 43],
  ['SG', '.abcdefghijklmnopqrstuv.', 43],
])('knows the tokens that begin with %s%s', async (head, tail, length) => {
  const token = `${head}${tail}${letters.repeat(3).slice(0, length)}`;
  expect(await redact(`use ${token} here`)).toMatch(/^use \[redacted:[a-z-]+\] here$/);
});

test.each([
  ['password = "hunter2"', 'password = "[redacted:password]"'],
  ["const dbPassword: string = 'letmein'", "const dbPassword: string = '[redacted:password]'"],
  [`{ "apiKey": "a1b2c3d4e5f6" }`, `{ "apiKey": "[redacted:key]" }`],
  ['api_key: `q9w8e7r6t5y4`', 'api_key: `[redacted:key]`'],
  ["process.env.TOKEN ?? 'tok_98f7a6s5d4'", "process.env.TOKEN ?? '[redacted:token]'"],
  ["if (password === 'correct-h0rse') grant()", "if (password === '[redacted:password]') grant()"],
  ['password:\n  "hunter2",', 'password:\n  "[redacted:password]",'],
  ['const password = "hunt', 'const password = "[redacted:password]'],
  ['login(user, { pass: "s3same!" })', 'login(user, { pass: "[redacted:password]" })'],
  ['setPassword("hunter2")', 'setPassword("[redacted:password]")'],
  ['env.set("API_KEY", "a1b2c3d4e5f6")', 'env.set("API_KEY", "[redacted:key]")'],
  ['"Server=db;User Id=sa;Password=hunter2;"', '"Server=db;User Id=sa;Password=[redacted:password];"'],
  ['AccountKey=Zm9vYmFyYmF6cXV4MTIzNDU2Nzg5MA==;', 'AccountKey=[redacted:key];'],
  ['<password>hunter2</password>', '<password>[redacted:password]</password>'],
  ['// the password: hunter2', '// the password: [redacted:password]'],
  ['csrfToken = "8f14e45fceea167a5a36dedd4bea2543"', 'csrfToken = "[redacted:token]"'],
  ['token: "550e8400-e29b-41d4-a716-446655440000"', 'token: "[redacted:token]"'],
  ['aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', 'aws_secret_access_key = [redacted:secret]'],
  ['passphrase = "correct horse battery staple"', 'passphrase = "[redacted:password]"'],
])('takes out a value by the name it has, in code: %s', async (text, expected) => {
  expect(await redact(text, 'src/a.ts')).toBe(expected);
});

test.each([
  ['DB_PASS=swordfish', '.sh', 'DB_PASS=[redacted:password]'],
  ['export NPM_TOKEN=abc123def456', '.sh', 'export NPM_TOKEN=[redacted:token]'],
  ['password: swordfish', '.yml', 'password: [redacted:password]'],
  ['  secret: "a1b2c3d4e5"', '.yaml', '  secret: "[redacted:secret]"'],
  ['client_secret=a1b2c3d4e5', '.properties', 'client_secret=[redacted:secret]'],
])('takes out unquoted values where they need no quotes: %s in %s', async (text, extension, expected) => {
  expect(await redact(text, `config/app${extension}`)).toBe(expected);
});

test.each([
  ['$ deploy --password hunter2 --verbose', '$ deploy --password [redacted:password] --verbose'],
  ['$ deploy --token=a1b2c3d4e5', '$ deploy --token=[redacted:token]'],
  ['DB_PASSWORD=swordfish npm start', 'DB_PASSWORD=[redacted:password] npm start'],
  ['Rotate it, the old password: hunter2 is out', 'Rotate it, the old password: [redacted:password] is out'],
])('takes out what a message or a terminal shows: %s', async (text, expected) => {
  expect(await redact(text)).toBe(expected);
});

test.each([
  'apiKey: import.meta.env.X',
  'const token = process.env.TOKEN;',
  'password: string;',
  'password: string',
  'interface Login { user: string; password?: string; token: Promise<string> }',
  'const password = await readPassword(path);',
  'const token = tokens[i]!;',
  'login({ user, password, token: this.token })',
  'token: "<your-token>"',
  "apiKey: 'YOUR_API_KEY'",
  'password = "xxxxxxxx"',
  'password = "********"',
  'password = ""',
  `apiKey: "\${API_KEY}"`,
  `Authorization: \`Bearer \${token}\``,
  'authorization: Bearer <token>',
  "{ token: 'keyword.control', regex: /if/ }",
  "label: { password: 'Enter your password', token: 'Token' }",
  '<input type="password" name="password" autocomplete="current-password">',
  "tokenUrl: 'https://example.com/oauth2/token'",
  "secretName: 'db-credentials'",
  "tokenPath: '/var/run/secrets/token'",
  'passwordMinLength: 12',
  'const tokenId = "550e8400-e29b-41d4-a716-446655440000";',
  'commit 3f786850e387550fdab836ed7e6dc881de23001b',
  '"integrity": "sha512-z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg=="',
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  'id: 550e8400-e29b-41d4-a716-446655440000',
  'Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore',
  `postgres://\${USER}:\${PASSWORD}@localhost/app`,
  'https://example.com/a/b?c=d',
  'user@example.com sent https://example.com:8080/path',
  "import { splitTokens } from './tokens.ts';",
  'export function tokenize(text: string): Token[] {',
  'for (const token of tokens) count += token.length;',
  'return tokens === undefined ? 0 : tokens.length;',
  "throw new Error('The password is wrong.');",
  "test('passes a token: its kind, its text', () => {",
  "Property 'password' does not exist on type 'User'.",
  'passed: 12, failed: 0',
  "t.pass('no error emitted');",
  'Authorization: getTokenFromVault(),',
  'options.headers.authorization = authorizationHeader;',
  "setHeader('authorization', generatedAuthorizationHeader);",
  'record(test.state === "pass" ? "pass" : "fail")',
  'const inputTypes = ["password", "date", "secret", "datetime1"];',
  'basic authentication is enough, bearer authentication is not',
  '-----BEGIN PUBLIC KEY-----',
  'secretKey: crypto.generateKeySync("hmac", { length: 256 })',
  'token1 = token2',
  'git commit -m "Drop the token cache"',
])('leaves alone: %s', async (text) => {
  expect(await redactValue(text, 'src/a.ts')).toEqual({ value: text, redactions: 0 });
  expect(await redactText(text, undefined)).toEqual({ value: text, redactions: 0 });
});

test('takes out a private key that spans the lines of a hunk and keeps the lines', async () => {
  const after = [
    'const key = `-----BEGIN RSA PRIVATE KEY-----',
    base64Line,
    base64Line,
    'x2vW',
    `-----${'END'} RSA PRIVATE KEY-----\`;`,
    'sign(key);',
  ];
  const { value, redactions } = await redactValue({ path: 'src/a.ts', after });
  expect(redactions).toBe(1);
  expect(value.after).toEqual([
    'const key = `[redacted:private-key]',
    '[redacted:private-key]',
    '[redacted:private-key]',
    '[redacted:private-key]',
    '[redacted:private-key]`;',
    'sign(key);',
  ]);
});

test.each([
  ['cut off below', ['-----BEGIN OPENSSH PRIVATE KEY-----', base64Line, base64Line]],
  ['cut off above', [base64Line, base64Line, `-----${'END'} OPENSSH PRIVATE KEY-----`]],
  ['one line of it', [base64Line]],
  ['in one quoted line', [`key = "-----BEGIN PRIVATE KEY-----\\n${base64Line}\\n-----${'END'} PRIVATE KEY-----\\n"`]],
  ['as strings joined by +', [`"-----BEGIN PRIVATE KEY-----\\n" +`, `  "${base64Line}\\n" +`]],
])('takes out a private key that is %s', async (_, lines) => {
  const { value } = await redactValue({ path: 'a.pem.ts', after: lines });
  expect(value.after.join('\n')).not.toContain(base64Line);
  expect(value.after).toHaveLength(lines.length);
});

test('takes out the last line of a private key, which is shorter, from what stands above a change', async () => {
  const lead = [base64Line, 'x2vWdZ0aQ1b2', `-----${'END'} PRIVATE KEY-----`];
  const { value } = await redactValue({ path: 'a.ts', startLine: 9, before: ['a'], after: ['b'], lead });
  expect(value.lead).toEqual(['[redacted:key-material]', '[redacted:key-material]', `-----${'END'} PRIVATE KEY-----`]);
});

test('takes out a private key that begins above a change and ends below it', async () => {
  const [begin, end] = ['BEGIN', 'END'].map((word) => `-----${word} EC PRIVATE KEY-----`);
  const hunk = {
    path: 'a.ts',
    startLine: 4,
    lead: ['const key = `', begin!],
    trail: ['nBq4+gHC', `${end}\`;`, 'done();'],
  };
  const { value, redactions } = await redactValue({
    hunks: [{ ...hunk, before: ['MHcCAQEE', ''], after: ['MHcCAQEF'] }],
  });
  const mark = '[redacted:private-key]';
  expect(value.hunks[0]).toEqual({
    path: 'a.ts',
    startLine: 4,
    lead: ['const key = `', mark],
    before: [mark, mark],
    after: [mark],
    trail: [mark, `${mark}\`;`, 'done();'],
  });
  expect(redactions).toBe(4);
});

test.each([
  [['const password ='], [], ['  "hunter2";'], []],
  [['const password ='], [], [], ['  "hunter2";']],
  [[], ['const password ='], ['const passphrase ='], ['  "hunter2";']],
  [['password = "hunter2"'], ['a'], ['b'], ['passphrase = "hunter2"']],
])(
  'takes out a value whose name stands in another part of a change: %j %j %j %j',
  async (lead, before, after, trail) => {
    const { value } = await redactValue({ path: 'src/a.ts', startLine: 1, before, after, lead, trail });
    expect(JSON.stringify(value)).not.toContain('hunter2');
    expect(value.before).toHaveLength(before.length);
    expect(value.after).toHaveLength(after.length);
  },
);

test('takes out the secret of any other field of a change', async () => {
  const hunk = {
    path: 'ab://b:hunter2@c',
    before: [],
    after: ['a'],
    lead: ['b'],
    note: { deep: ['password = "hunter2"'] },
  };
  const { value } = await redactValue(hunk);
  expect(JSON.stringify(value)).not.toContain('hunter2');
  expect(value.lead).toEqual(['b']);
});

test('a comment cannot switch the rules off', async () => {
  const token = `gh${'p'}_${letters.slice(0, 36)}`;
  expect(await redact(`// secretlint-disable\n${token}`)).toBe('// secretlint-disable\n[redacted:github]');
});

test('takes out the whole of a long value', async () => {
  const long = letters.repeat(100);
  expect(await redact(`password = "${long}";`)).toBe('password = "[redacted:password]";');
  expect(await redact(`API_KEY=${long}`)).toBe('API_KEY=[redacted:key]');
});

test('redacting twice changes nothing more', async () => {
  const secrets = [
    'password = "hunter2"',
    'TOKEN=abc123def456',
    'a://b:c3po@d',
    'Authorization: Bearer abcdef123456',
    base64Line,
  ];
  const noise = fc.string({ maxLength: 20 });
  const text = fc
    .array(fc.oneof(noise, fc.constantFrom(...secrets)), { maxLength: 6 })
    .map((parts) => parts.join('\n'));
  await fc.assert(
    fc.asyncProperty(text, fc.constantFrom(undefined, 'a.ts', 'a.yml'), async (before, path) => {
      const once = await redactText(before, path);
      const twice = await redactText(once.value, path);
      expect(twice).toEqual({ value: once.value, redactions: 0 });
      expect(once.value.split('\n')).toHaveLength(before.split('\n').length);
    }),
  );
});

test('a planted secret is found wherever it stands in ordinary text', async () => {
  const secret = 'hX7-pQ2_vR9tK4mZ';
  const frames = [
    `password = "${secret}"`,
    `"apiKey": "${secret}"`,
    `--token ${secret}`,
    `https://me:${secret}@example.com`,
    `API_KEY=${secret}`,
  ];
  const words = fc.array(fc.lorem({ maxCount: 5 }), { maxLength: 4 }).map((lines) => lines.join('\n'));
  await fc.assert(
    fc.asyncProperty(words, fc.constantFrom(...frames), words, async (before, frame, after) => {
      expect(await redact(`${before}\n${frame}\n${after}`)).not.toContain(secret);
    }),
  );
});

test('no text takes long, however odd', async () => {
  const pieces = [
    'password',
    'password=',
    'a://',
    'token: "',
    '-----BEGIN PRIVATE KEY-----',
    'eyJ',
    'sk-',
    'A',
    '"',
    ' ',
    'x.',
    'bearer ',
  ];
  for (const piece of pieces) {
    const start = process.cpuUsage();
    await redact(piece.repeat(200_000 / piece.length));
    expect([piece, process.cpuUsage(start).user / 1_000 < 1_500]).toEqual([piece, true]);
  }
});
