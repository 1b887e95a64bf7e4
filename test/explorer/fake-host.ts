// The editor's side of the page's messages, for a browser without an editor: a made-up memory of any length that
// answers like the engine. It is sent into the browser as source text, so it must not use anything from outside itself.

export interface FakeMemory {
  readonly episodes: number;
  /** Questions for the timeline that fail before the first answer. */
  readonly failures?: number;
  /** Titles of the newest episodes, in the place of the usual ones. */
  readonly titles?: readonly string[];
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
  const subjects = [
    'Retry uploads with a growing pause',
    'Fix the off-by-one in the page count of the archive',
    'Rename `Basket` to `Cart` everywhere',
    'Drop the retry queue: the broker redelivers by itself',
    'Regenerate the client after the schema change',
    'Revert "Cache prices for a day"',
    'Show the due date on invoices',
    'Make the import wait for the migration',
  ];
  const files = [
    'src/orders/retry-queue.ts',
    'src/orders/invoice.ts',
    'schema/order.graphql',
    'test/orders/invoice.test.ts',
  ];
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
        if (message.type === 'timeline' || message.type === 'episode') setTimeout(() => host.send(answer(message)), 15);
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
