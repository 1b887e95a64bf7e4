// The invented past of the sample workspace: a small order service, written by one developer over eight months. It
// holds what a memory can be asked about: files that change together, a fix that had to be made twice, a decision
// that was taken back, and a retry queue that was dropped for a reason.

// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these strings are source text of the sample.

/** Raised when the history changes, so that samples of before are made anew. */
export const sampleVersion = 'orders 1';

export interface Commit {
  /** ISO 8601. */
  readonly at: string;
  readonly subject: string;
  readonly body?: string;
  /** Place in the history of the commit that this one takes back; the first is 0. */
  readonly reverts?: number;
  /** The whole text of a file, replacements in it, or null where it is deleted. */
  readonly files: Readonly<Record<string, string | null | readonly (readonly [before: string, after: string])[]>>;
}

const schema0 = `// What an order is, and how one is read from text that came from outside.
export interface Order {
  id: number;
  customer: string;
  items: Item[];
}

export interface Item {
  name: string;
  count: number;
  priceCents: number;
}

export function parseOrder(text: string): Order {
  const value = JSON.parse(text) as Order;
  if (typeof value.id !== 'number') throw new Error('order without id');
  return value;
}
`;

const client0 = `// Sends orders to the warehouse.
import { type Order, parseOrder } from './schema';

const address = 'https://warehouse.example/orders';

export async function sendOrder(order: Order): Promise<Order> {
  const answer = await fetch(address, { method: 'POST', body: JSON.stringify(order) });
  return parseOrder(await answer.text());
}
`;

const check0 = `// A check is a function that throws when something is wrong.
export function check(name: string, holds: boolean): void {
  if (!holds) throw new Error(\`\${name} does not hold\`);
}
`;

const schemaTest0 = `import { parseOrder } from '../src/schema';
import { check } from './check';

export function checkSchema(): void {
  const order = parseOrder('{"id":1,"customer":"ada","items":[]}');
  check('an order keeps its customer', order.customer === 'ada');
}
`;

const clientTest0 = `import { sendOrder } from '../src/client';
import { check } from './check';

export async function checkClient(): Promise<void> {
  const order = await sendOrder({ id: 1, customer: 'ada', items: [] });
  check('the warehouse answers with the same order', order.id === 1);
}
`;

const price0 = `// What an order costs.
import type { Order } from './schema';

export function totalCents(order: Order): number {
  return order.items.reduce((sum, item) => sum + item.priceCents, 0);
}
`;

const priceTest0 = `import { totalCents } from '../src/price';
import { check } from './check';

export function checkPrice(): void {
  const items = [{ name: 'pen', count: 1, priceCents: 120 }];
  check('one pen costs 120', totalCents({ id: 1, customer: 'ada', items }) === 120);
}
`;

const store0 = `// Keeps orders and customers in memory.
import type { Order } from './schema';

export interface User {
  name: string;
  mail: string;
}

const orders = new Map<number, Order>();

export async function saveOrder(order: Order): Promise<void> {
  orders.set(order.id, order);
}

export async function loadOrder(id: number): Promise<Order | undefined> {
  return orders.get(id);
}

export async function loadUser(id: number): Promise<User> {
  return { name: \`user \${id}\`, mail: \`user\${id}@orders.example\` };
}
`;

const retryQueue0 = `// Holds orders that could not be sent and sends them again.
import { sendOrder } from './client';
import type { Order } from './schema';

const waiting: Order[] = [];

export function retryLater(order: Order): void {
  waiting.push(order);
}

export async function sendWaiting(): Promise<void> {
  for (const order of waiting.splice(0)) await sendOrder(order);
}
`;

const profile0 = `// The page of one customer.
import { loadUser } from './store';

export async function profileTitle(id: number): Promise<string> {
  const user = await loadUser(id);
  return \`Profile of \${user.name}\`;
}
`;

const invoice0 = `// The invoice of an order, as text.
import { totalCents } from './price';
import { loadOrder } from './store';

export async function invoice(id: number): Promise<string> {
  const order = await loadOrder(id);
  if (order === undefined) return 'There is no such order.';
  return \`\${order.customer} owes \${totalCents(order)} cents\`;
}
`;

const tsconfig = `{
  "compilerOptions": {
    "target": "es2022",
    "module": "esnext",
    "moduleResolution": "bundler",
    "lib": ["es2022", "dom"],
    "types": [],
    "strict": true,
    "noEmit": true
  },
  "include": ["src", "test"]
}
`;

const manifest = (version: string) =>
  `${JSON.stringify({ name: 'orders', private: true, version, type: 'module', scripts: { check: 'tsc -p .' } }, null, 2)}\n`;

/** A new field of an order touches the schema, the client and their checks, every time. */
function newField(at: string, field: string, type: string, sample: string, why: string): Commit {
  return {
    at,
    subject: `Add ${field} to orders`,
    body: why,
    files: {
      'src/schema.ts': [['  items: Item[];', `  ${field}?: ${type};\n  items: Item[];`]],
      'src/client.ts': [
        ['export async function sendOrder', `// The warehouse reads ${field}.\nexport async function sendOrder`],
      ],
      'test/schema.check.ts': [
        [
          "  check('an order keeps its customer'",
          `  check('${field} is optional', order.${field} === undefined);\n  check('an order keeps its customer'`,
        ],
      ],
      'test/client.check.ts': [["customer: 'ada',", `customer: 'ada', ${field}: ${sample},`]],
    },
  };
}

function note(at: string, subject: string, line: string): Commit {
  return { at, subject, files: { 'README.md': [['## Notes\n', `## Notes\n\n- ${line}\n`]] } };
}

function release(at: string, was: string, version: string): Commit {
  return {
    at,
    subject: `Release ${version}`,
    files: { 'package.json': [[`"version": "${was}"`, `"version": "${version}"`]] },
  };
}

/** Oldest first. */
export const sampleHistory: readonly Commit[] = [
  {
    at: '2025-02-03T09:12:00Z',
    subject: 'Begin the order service',
    files: {
      'README.md': '# Orders\n\nTakes orders and sends them to the warehouse.\n\n## Notes\n',
      'package.json': manifest('0.1.0'),
      'tsconfig.json': tsconfig,
      '.gitignore': 'node_modules/\n',
      'src/schema.ts': schema0,
    },
  },
  {
    at: '2025-02-03T14:40:00Z',
    subject: 'Check what an order must have',
    files: { 'test/check.ts': check0, 'test/schema.check.ts': schemaTest0 },
  },
  {
    at: '2025-02-05T10:05:00Z',
    subject: 'Send orders to the warehouse',
    files: { 'src/client.ts': client0, 'test/client.check.ts': clientTest0 },
  },
  newField('2025-02-10T11:30:00Z', 'note', 'string', "'fragile'", 'Packers asked for a place to write a remark.'),
  {
    at: '2025-02-12T09:50:00Z',
    subject: 'Compute the total of an order',
    files: { 'src/price.ts': price0, 'test/price.check.ts': priceTest0 },
  },
  note('2025-02-14T16:20:00Z', 'Say how prices are written', 'Prices are whole cents, never fractions.'),
  newField('2025-02-19T13:15:00Z', 'rush', 'boolean', 'true', 'The warehouse packs rush orders first.'),
  {
    at: '2025-02-24T10:00:00Z',
    subject: 'Fix the total: multiply by the count',
    body: 'Three pens were charged as one. The check had a single pen and could not notice.',
    files: {
      'src/price.ts': [['sum + item.priceCents', 'sum + item.count * item.priceCents']],
      'test/price.check.ts': [
        ["name: 'pen', count: 1, priceCents: 120", "name: 'pen', count: 3, priceCents: 120"],
        ["check('one pen costs 120'", "check('three pens cost 360'"],
        ['=== 120', '=== 360'],
      ],
    },
  },
  release('2025-02-26T15:00:00Z', '0.1.0', '0.2.0'),
  { at: '2025-03-04T09:30:00Z', subject: 'Keep orders in a store', files: { 'src/store.ts': store0 } },
  {
    at: '2025-03-06T11:45:00Z',
    subject: 'Retry orders that the warehouse refused',
    body: 'The warehouse restarts every night; orders sent in those minutes were lost.',
    files: { 'src/retry-queue.ts': retryQueue0 },
  },
  {
    at: '2025-03-11T14:10:00Z',
    subject: 'Try a queued order five times at most',
    files: {
      'src/retry-queue.ts': [
        [
          'const waiting: Order[] = [];',
          'const attemptsMax = 5;\nconst waiting: { order: Order; attempts: number }[] = [];',
        ],
        ['waiting.push(order);', 'waiting.push({ order, attempts: 0 });'],
        [
          'for (const order of waiting.splice(0)) await sendOrder(order);',
          'for (const { order, attempts } of waiting.splice(0)) {\n    if (attempts < attemptsMax) await sendOrder(order);\n  }',
        ],
      ],
    },
  },
  newField('2025-03-17T10:25:00Z', 'coupon', 'string', "'SPRING'", 'Marketing hands out coupons in April.'),
  {
    at: '2025-03-20T09:05:00Z',
    subject: 'Show the profile of a customer',
    files: { 'src/profile.ts': profile0 },
  },
  {
    at: '2025-03-25T16:45:00Z',
    subject: 'Send an order again when the warehouse times out',
    files: {
      'src/retry-queue.ts': [
        ['if (attempts < attemptsMax) await sendOrder(order);', 'if (attempts < attemptsMax) await sendAgain(order);'],
        [
          'export async function sendWaiting',
          "async function sendAgain(order: Order): Promise<void> {\n  const patience = new Promise((_, reject) => setTimeout(() => reject(new Error('timeout')), 5_000));\n  await Promise.race([sendOrder(order), patience]);\n}\n\nexport async function sendWaiting",
        ],
      ],
    },
  },
  release('2025-03-27T15:30:00Z', '0.2.0', '0.3.0'),
  note('2025-04-01T09:15:00Z', 'Note the hours of the warehouse', 'The warehouse restarts at two in the morning.'),
  {
    at: '2025-04-03T11:20:00Z',
    subject: 'Write an invoice for an order',
    files: { 'src/invoice.ts': invoice0 },
  },
  {
    at: '2025-04-08T10:40:00Z',
    subject: 'Cache prices for a minute',
    body: 'The total was computed on every keystroke of the checkout page.',
    files: {
      'src/price.ts': [
        [
          'export function totalCents(order: Order): number {\n  return',
          'const totals = new Map<number, number>();\n\nexport function totalCents(order: Order): number {\n  const known = totals.get(order.id);\n  if (known !== undefined) return known;\n  const total =',
        ],
        [', 0);\n', ', 0);\n  totals.set(order.id, total);\n  return total;\n'],
      ],
    },
  },
  {
    at: '2025-04-10T08:55:00Z',
    subject: 'Revert "Cache prices for a minute"',
    reverts: 18,
    body: 'Customers who changed the count saw the old total. The page should ask less often instead.',
    files: {},
  },
  newField('2025-04-15T13:35:00Z', 'giftWrap', 'boolean', 'false', 'Wrapping starts with the summer catalogue.'),
  {
    at: '2025-04-22T10:10:00Z',
    subject: 'Refuse orders without a customer',
    files: {
      'src/schema.ts': [
        [
          "throw new Error('order without id');",
          "throw new Error('order without id');\n  if (typeof value.customer !== 'string') throw new Error('order without customer');",
        ],
      ],
      'test/schema.check.ts': [
        [
          '  const order = parseOrder(\'{"id":1,',
          '  let refused = false;\n  try {\n    parseOrder(\'{"id":1}\');\n  } catch {\n    refused = true;\n  }\n' +
            "  check('an order without customer is refused', refused);\n  const order = parseOrder('{\"id\":1,",
        ],
      ],
    },
  },
  {
    at: '2025-04-29T15:25:00Z',
    subject: 'Fix orders that were sent twice by the retry queue',
    body: 'An order that timed out had often arrived. Count an attempt before it is made, and put it back only when refused.',
    files: {
      'src/retry-queue.ts': [['if (attempts < attemptsMax)', 'if (attempts + 1 < attemptsMax)']],
      'src/client.ts': [["method: 'POST',", "method: 'PUT',"]],
    },
  },
  release('2025-05-02T14:00:00Z', '0.3.0', '0.4.0'),
  note('2025-05-07T09:45:00Z', 'Note who owns the warehouse API', 'The warehouse API is owned by the logistics team.'),
  {
    at: '2025-05-13T11:05:00Z',
    subject: 'Drop the retry queue: the warehouse keeps orders itself',
    body:
      'Since its May release the warehouse accepts an order durably before it answers, so a retry can only\n' +
      'send the same order twice, which happened four times in April. A refused order is now an error that\n' +
      'the caller sees. Do not bring the queue back without an idempotency key.',
    files: { 'src/retry-queue.ts': null },
  },
  {
    at: '2025-05-13T11:40:00Z',
    subject: 'Tell the caller when the warehouse refuses an order',
    files: {
      'src/client.ts': [
        [
          '  return parseOrder(await answer.text());',
          '  if (!answer.ok) throw new Error(`the warehouse answered ${answer.status}`);\n  return parseOrder(await answer.text());',
        ],
      ],
      'test/client.check.ts': [
        ['the warehouse answers with the same order', 'the warehouse accepts and answers with the same order'],
      ],
    },
  },
  newField('2025-05-20T10:15:00Z', 'currency', 'string', "'EUR'", 'The shop opens in Norway.'),
  {
    at: '2025-05-27T09:20:00Z',
    subject: 'Say the currency on invoices',
    files: { 'src/invoice.ts': [['cents`;', "cents (${order.currency ?? 'EUR'})`;"]] },
  },
  {
    at: '2025-06-03T13:50:00Z',
    subject: 'Greet customers by their first name',
    files: {
      'src/profile.ts': [
        ['return `Profile of ${user.name}`;', "const [first] = user.name.split(' ');\n  return `Profile of ${first}`;"],
      ],
    },
  },
  release('2025-06-05T15:10:00Z', '0.4.0', '0.5.0'),
  newField('2025-06-17T11:55:00Z', 'deliverBy', 'string', "'2025-07-01'", 'Companies want a date on the order.'),
  {
    at: '2025-06-24T10:30:00Z',
    subject: 'Round discounts down to a cent',
    body: 'Half cents on coupons made invoices and payments differ by one.',
    files: {
      'src/price.ts': [
        [
          'export function totalCents',
          'export function discountCents(order: Order, percent: number): number {\n  return Math.floor((totalCents(order) * percent) / 100);\n}\n\nexport function totalCents',
        ],
      ],
      'test/price.check.ts': [
        ["import { totalCents } from '../src/price';", "import { discountCents, totalCents } from '../src/price';"],
        [
          '=== 360);\n',
          "=== 360);\n  check('a discount is whole', discountCents({ id: 2, customer: 'ada', items }, 7) === 25);\n",
        ],
      ],
    },
  },
  note('2025-07-01T09:35:00Z', 'Note the rule for discounts', 'Discounts are rounded down to whole cents.'),
  {
    at: '2025-07-08T14:25:00Z',
    subject: 'Delete an order from the store',
    files: {
      'src/store.ts': [
        [
          'export async function loadUser',
          'export async function deleteOrder(id: number): Promise<boolean> {\n  return orders.delete(id);\n}\n\nexport async function loadUser',
        ],
      ],
    },
  },
  newField(
    '2025-07-22T10:50:00Z',
    'channel',
    "'web' | 'phone'",
    "'web'",
    'Support wants to know where orders come from.',
  ),
  release('2025-07-24T15:40:00Z', '0.5.0', '0.6.0'),
  {
    at: '2025-08-12T09:25:00Z',
    subject: 'Fix the invoice of an order without items',
    body: 'It said "owes 0 cents"; an empty order has no invoice.',
    files: {
      'src/invoice.ts': [
        [
          "return 'There is no such order.';",
          "return 'There is no such order.';\n  if (order.items.length === 0) return 'The order is empty.';",
        ],
      ],
    },
  },
  newField('2025-08-26T13:05:00Z', 'parcels', 'number', '2', 'Large orders travel in several parcels.'),
  {
    at: '2025-09-09T10:20:00Z',
    subject: 'Show the mail address on the profile',
    files: {
      'src/profile.ts': [['return `Profile of ${first}`;', 'return `Profile of ${first} <${user.mail}>`;']],
    },
  },
  release('2025-09-16T15:15:00Z', '0.6.0', '1.0.0'),
];
