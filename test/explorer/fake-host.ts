// The editor's side of the page's messages, for a browser without an editor: a made-up memory of any length that
// answers like the engine; what is done with single memories stands in fake-deeds.ts. It is sent into the browser as
// source text, so it must not use anything from outside itself.

import type { FakeDeeds } from './fake-deeds.ts';

export interface FakeMemory {
  readonly episodes: number;
  /** Questions for the timeline that fail before the first answer. */
  readonly failures?: number;
  /** Titles of the newest episodes, in the place of the usual ones. */
  readonly titles?: readonly string[];
  /** Of the map; 600 nodes with three links each where it is not said. */
  readonly nodes?: number;
  /** How long it thinks a question over; a moment where it is not said. */
  readonly thinkingMs?: number;
  /** It knows episodes and nothing of itself yet. */
  readonly isNew?: boolean;
  readonly links?: number;
  /** A language model has put its gist into other words. */
  readonly isWorded?: boolean;
  /** Names and words that strain a page: paths of 200 characters and more, titles and notes written from the right. */
  readonly isOdd?: boolean;
}

/** What the test may look at and touch, as `window.host`. */
export interface FakeHost {
  readonly posted: { readonly type: string; readonly [key: string]: unknown }[];
  /** Milliseconds from the start of the page to the first row in the document. */
  firstRowMs: number | undefined;
  readonly violations: string[];
  memory: FakeMemory;
  send(message: unknown): void;
}

export function fakeHost(memory: FakeMemory): void {
  const newestMs = new Date('2026-03-12T17:30').getTime();
  const { isOdd = false } = memory;
  const oddSubjects = [
    'إصلاح قائمة إعادة المحاولة: `retryLater` عند انقطاع الشبكة (#42)',
    `Move ${'the-very-long-name-of-a-thing-'.repeat(7)}into its own folder`,
    'תיקון שגיאה בחשבונית: 3 שורות ב-client.ts',
    'A very long title, since whoever wrote this did not know of the habit to keep the first line of a message short, '.repeat(
      2,
    ),
  ];
  const usualSubjects = [
    'Retry uploads with a growing pause',
    'Fix the off-by-one in the page count of the archive',
    'Rename `Basket` to `Cart` everywhere',
    'Drop the retry queue: the broker redelivers by itself',
    'Regenerate the client after the schema change',
    'Revert "Cache prices for a day"',
    'Show the due date on invoices',
    'Make the import wait for the migration',
  ];
  const subjects = isOdd ? oddSubjects : usualSubjects;
  const deep = `${'packages/a-folder-with-a-long-name/'.repeat(6)}`;
  const oddFiles = [
    `${deep}retry-queue.ts`,
    'src/الطلبات/فاتورة.ts',
    `schema/${'order'.repeat(40)}.graphql`,
    'test/חשבוניות/invoice.test.ts',
  ];
  const usualFiles = [
    'src/orders/retry-queue.ts',
    'src/orders/invoice.ts',
    'schema/order.graphql',
    'test/orders/invoice.test.ts',
  ];
  const files = isOdd ? oddFiles : usualFiles;
  const outcomes = ['resolved', 'resolved', 'resolved', 'resolved', 'open', 'failed', 'abandoned'];
  const actors = [['history'], ['developer'], ['developer', 'agent:copilot'], ['history']];

  const episode = (index: number) => {
    // Working days of several episodes, with gaps between, going back for years.
    const at = newestMs - Math.floor(index / 3) * 26 * 3_600_000 - (index % 3) * 95 * 60_000;
    const isOpen = index === 0;
    return {
      id: `episode:${index}`,
      title:
        host.memory.titles?.[index] ?? `${subjects[(index * 5) % subjects.length]}${index > 8 ? ` (${index})` : ''}`,
      startedAt: at,
      endedAt: at + ((index * 7) % 80) * 60_000,
      outcome: isOpen ? 'open' : outcomes[(index * 3) % outcomes.length],
      actors: actors[index % actors.length],
      places: [files[index % files.length], files[(index + 1) % files.length]],
      eventCount: 1 + ((index * 3) % 7),
      isOpen,
    };
  };

  const timeline = (offset: number, limit: number, text: string) => {
    const found: unknown[] = [];
    let total = 0;
    for (let index = 0; index < host.memory.episodes; index += 1) {
      const one = episode(index);
      if (text !== '' && !one.title.toLowerCase().includes(text.toLowerCase())) continue;
      if (total >= offset && total < offset + limit) found.push(one);
      total += 1;
    }
    return { episodes: found, total };
  };

  const event = (kind: string, at: number, summary: string, paths: string[], sha?: string) => ({
    id: `event:${kind}:${at}`,
    at,
    kind,
    summary,
    paths,
    ...(sha === undefined ? {} : { sha }),
    hasDiff: kind === 'commit' || kind === 'edit',
  });

  const neighbour = (
    kind: string,
    nodeKind: string,
    key: string,
    strength: number,
    direction = 'out',
    label = key,
  ) => ({
    kind,
    nodeKind,
    key,
    label,
    strength,
    direction,
  });

  const detail = (index: number) => {
    const one = episode(index);
    const at = one.startedAt;
    const near = (step: number) => `episode:${Math.min(host.memory.episodes - 1, Math.max(0, index + step))}`;
    return {
      episode: one,
      events: [
        ...(isOdd ? [event('note', at, 'הערה: לבדוק את `client.ts` לפני 12:30 (שתי פעמים)', [files[3]!])] : []),
        event('diagnostic', at, 'TS2339 appeared: Property `name` does not exist on type `Promise<User>`', [files[1]!]),
        event('edit', at + 120_000, 'Changed 3 lines in `loadInvoice`', [files[1]!]),
        event('diagnostic', at + 180_000, 'TS2339 resolved by awaiting `loadUser(id)`', [files[1]!]),
        event('save', at + 181_000, 'Saved', [files[1]!]),
        event(
          'commit',
          at + 300_000,
          one.title,
          [...files, 'src/a.ts', 'src/b.ts', 'src/c.ts', 'README.md'],
          `${index}0c0ffee12345`,
        ),
      ].slice(-one.eventCount),
      neighbours: [
        neighbour('mentions', 'file', files[0]!, 2.4),
        neighbour('mentions', 'file', files[1]!, 1.9),
        neighbour('mentions', 'symbol', 'loadInvoice', 1.1),
        neighbour('mentions', 'term', 'retry queue', 0.6),
        neighbour('edited-with', 'file', files[3]!, 2.2),
        neighbour('edited-with', 'file', files[2]!, 0.9),
        neighbour('fixed-by', 'episode', near(1), 1.5, 'out', episode(index + 1).title),
        neighbour('next', 'episode', near(-1), 1, 'out', episode(Math.max(0, index - 1)).title),
        neighbour('next', 'episode', near(1), 1, 'in', episode(index + 1).title),
      ],
      valence: { outcome: 0.7, friction: 0.35, risk: -0.2, novelty: 0.5, affinity: -0.4, precision: 2 },
    };
  };

  /** Files in folders, episodes that mention some of them, a few errors and beliefs; the same for the same numbers. */
  const map = () => {
    const nodes = {
      kind: [] as string[],
      key: [] as string[],
      label: [] as string[],
      feeling: [] as number[],
      activation: [] as number[],
      lastAt: [] as number[],
    };
    const links = { from: [] as number[], to: [] as number[], kind: [] as string[], strength: [] as number[] };
    let chance = 7;
    const next = () => {
      chance = (chance * 16_807) % 2_147_483_647;
      return chance / 2_147_483_647;
    };
    const add = (kind: string, key: string, label: string) => {
      nodes.kind.push(kind);
      nodes.key.push(key);
      nodes.label.push(label);
      nodes.feeling.push(next() < 0.15 ? -next() : next() * 0.4);
      nodes.activation.push(next() ** 3);
      nodes.lastAt.push(newestMs - nodes.kind.length * 3_600_000);
      return nodes.kind.length - 1;
    };
    const link = (from: number, to: number, kind: string, strength: number) => {
      links.from.push(from);
      links.to.push(to);
      links.kind.push(kind);
      links.strength.push(strength);
    };
    const count = host.memory.nodes ?? 600;
    if (count === 0) return { nodes, own: {}, links, total: { nodes: 0, links: 0 } };
    const belief = add('belief', 'belief:1', isOdd ? 'המודול `orders` שביר (93%)' : 'The `orders` module is fragile');
    const told = isOdd
      ? `\`${files[0]}\` changes with \`${files[2]}\` in 14 of 16 commits`
      : '`schema.ts` changes with `client.ts` in 14 of 16 commits';
    const wording = 'Whoever changes `schema.ts` changes `client.ts` too, in 14 of 16 commits';
    const { isWorded = false } = host.memory;
    const gist = add('gist', 'gist:1', isWorded ? wording : told);
    link(belief, gist, 'abstracts', 1);
    const fileCount = Math.ceil(count * 0.35);
    const firstFile = nodes.kind.length;
    const folders = isOdd
      ? [...oddFiles.map((path) => path.slice(0, path.lastIndexOf('/'))), 'src/users', 'test/users', 'schema']
      : ['src/orders', 'src/users', 'src/mail', 'src/web/pages', 'test/orders', 'test/users', 'schema'];
    for (let i = 0; i < fileCount; i += 1) {
      const path = `${folders[i % folders.length]}/part-${i}.ts`;
      add('file', path, path);
    }
    link(gist, firstFile, 'supports', 1);
    for (let i = 0; i < count / 40; i += 1) {
      link(add('error', `error:${i}`, `Property 'a${i}' does not exist`), firstFile + i, 'mentions', 1);
    }
    const linkCount = host.memory.links ?? count * 3;
    while (nodes.kind.length < count) {
      const index = nodes.kind.length - firstFile - fileCount;
      const node = add('episode', `episode:${index}`, episode(index).title);
      const centre = Math.floor(next() * fileCount);
      const each = Math.ceil(linkCount / (count * 0.62));
      for (let i = 0; i < each && links.from.length < linkCount; i += 1) {
        const near = (centre + folders.length * Math.floor(next() * 6)) % fileCount;
        link(node, firstFile + near, 'mentions', 1 + next());
      }
    }
    return {
      nodes,
      own: isWorded ? { [gist]: told } : {},
      links,
      total: { nodes: count * 2, links: links.from.length },
    };
  };

  let failures = memory.failures ?? 0;
  const answer = (message: {
    type: string;
    request: number;
    offset: number;
    limit: number;
    text: string;
    id: string;
  }) => {
    const { request } = message;
    if (message.type === 'timeline' && failures > 0) {
      failures -= 1;
      return {
        type: 'failed',
        request,
        message: 'The memory is away: its engine did not answer. It is started again by itself.',
      };
    }
    if (message.type === 'timeline') {
      return { type: 'timeline', request, page: timeline(message.offset, message.limit, message.text) };
    }
    if (message.type === 'map') return { type: 'map', request, map: map() };
    const index = Number(message.id.split(':')[1]);
    const isKnown = index < host.memory.episodes;
    return isKnown
      ? { type: 'episode', request, detail: detail(index) }
      : { type: 'failed', request, message: 'It was forgotten.' };
  };

  const host: FakeHost = {
    posted: [],
    firstRowMs: undefined,
    violations: [],
    memory,
    send: (message) => window.postMessage(message, '*'),
  };
  const state = 'second-nature-state';
  Object.assign(window, {
    host,
    acquireVsCodeApi: () => ({
      postMessage: (message: Parameters<typeof answer>[0]) => {
        host.posted.push(message);
        const deed = (window as unknown as { fakeDeeds: FakeDeeds }).fakeDeeds.answer(message as never, host.send);
        if (deed !== undefined) setTimeout(() => host.send(deed), 15);
        if (['timeline', 'episode', 'map'].includes(message.type)) setTimeout(() => host.send(answer(message)), 15);
      },
      getState: () => JSON.parse(sessionStorage.getItem(state) ?? 'null'),
      setState: (kept: unknown) => sessionStorage.setItem(state, JSON.stringify(kept)),
    }),
  });
  document.addEventListener('securitypolicyviolation', (violation) => {
    host.violations.push(`${violation.violatedDirective} ${violation.blockedURI}`);
  });
  new MutationObserver(() => {
    if (document.querySelector('[role=option]')) host.firstRowMs ??= performance.now();
  }).observe(document, { childList: true, subtree: true });
}
