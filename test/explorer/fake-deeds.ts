// What the made-up memory of the page tests answers to questions in words, and does when it is told to pin, correct or
// forget. It is sent into the browser as source text, so it must not use anything from outside itself.
import type { FromPage, ToPage } from '../../src/protocol/explorer-page.ts';

type Asking = Extract<FromPage, { type: 'recall' | 'standing' | 'forgetPreview' | 'forget' | 'insights' | 'trace' }>;

export interface FakeDeeds {
  /** @returns undefined where the message is none of these; later answers come by `send` */
  answer(message: FromPage, send: (message: ToPage) => void): ToPage | undefined;
}

export function fakeDeeds(): void {
  const standings = new Map<string, { pinned: boolean; correction?: object }>();
  const momentMs = 600;

  /** In the place of the usual words, where the memory holds odd ones. */
  const oddly = (usual: string, odd: string) => (window.host.memory.isOdd ? odd : usual);
  const longPath = `${'packages/a-folder-with-a-long-name/'.repeat(6)}retry-queue.ts`;
  const piece = (index: number, title: string, extra: object = {}) => ({
    event: `event:commit:${index}`,
    episode: `episode:${index}`,
    at: new Date('2026-03-02T10:00').getTime() - index * 86_400_000,
    title: oddly(title, index === 5 ? 'הסרת התור: 2 שליחות של `order`' : `${title} ${'and-so-on-'.repeat(20)}`),
    excerpt: oddly(
      'The broker keeps a message until it is acknowledged, so our own queue sent orders twice.',
      'الوسيط يحتفظ بالرسالة حتى يتم تأكيدها (انظر `queue.ts`)، لذلك أُرسلت الطلبات مرتين.',
    ),
    sha: `${index}0c0ffee12345`,
    paths: [
      oddly('src/orders/retry-queue.ts', longPath),
      ...(window.host.memory.isOdd ? ['src/الطلبات/فاتورة.ts'] : []),
    ],
    weight: 1 / index,
    reasons: [oddly('words: retry queue', 'words: إعادة المحاولة, 3 days'), 'gives a reason'],
    ...extra,
  });

  const answerOf = (question: string, mode: 'auto' | 'system1' | 'system2') => {
    const cost = { steps: mode === 'system1' ? 1 : 14, events: 40, tokens: 180, durationMs: 23.4 };
    const base = { question, system: mode === 'system1' ? mode : 'system2', compiled: false, cost };
    if (question.includes('weather')) {
      const summary = 'Nothing that is remembered answers this.';
      return { ...base, state: 'unknown', probability: 0.02, summary, evidence: [], missing: ['weather', 'tomorrow'] };
    }
    const summary = oddly(
      'The broker redelivers by itself, so the retry queue was dropped.',
      'الوسيط يعيد الإرسال بنفسه: حُذفت `retryLater` في 12 مارس.',
    );
    const sure = { ...base, summary, missing: [] };
    if (mode === 'system1') {
      const first = [piece(3, 'Drop the retry queue: the broker redelivers by itself')];
      return { ...sure, state: 'tip-of-the-tongue', probability: 0.41, evidence: first };
    }
    const evidence = [
      piece(3, 'Drop the retry queue: the broker redelivers by itself'),
      piece(5, 'Fix orders that were sent twice by the retry queue'),
      piece(8, 'Retry uploads with a growing pause', { standing: 'superseded', change: 'the queue is gone' }),
    ];
    return { ...sure, state: 'known', probability: 0.93, evidence };
  };

  const judge = ({ subject, verdict, reason = '', until }: Extract<FromPage, { type: 'judge' }>) => {
    const before = standings.get(subject) ?? { pinned: false };
    if (verdict === 'pinned' || verdict === 'unpinned') {
      standings.set(subject, { ...before, pinned: verdict === 'pinned' });
    }
    if (verdict === 'restored') standings.set(subject, { pinned: before.pinned });
    if (verdict === 'corrected') {
      const correction = { at: Date.now(), reason, ...(until !== undefined && { until }) };
      standings.set(subject, { pinned: before.pinned, correction });
    }
  };

  const insights = (request: number): unknown => {
    const dayMs = 86_400_000;
    const newest = Math.floor(new Date('2026-03-12T17:30').getTime() / dayMs);
    const isEmpty = window.host.memory.episodes === 0 || window.host.memory.isNew;
    const days = isEmpty ? [] : [...Array(20).keys()];
    const answers = days.flatMap((i) => {
      const dayOf = { dayMs: (newest - 30 + (i * 3) / 2) * dayMs, steps: 9 };
      const thought = Math.max(1, 6 - Math.floor(i / 3));
      return [
        { ...dayOf, system: 'system1', answers: 2 + i, compiled: Math.floor(i / 2), durationMs: 40 + i, tokens: 1_800 },
        { ...dayOf, system: 'system2', answers: thought, compiled: 0, durationMs: 70 * thought, tokens: 300 * thought },
      ];
    });
    const calibration = isEmpty
      ? []
      : [0.25, 0.55, 0.75, 0.95].map((claimed, i) => ({
          claimed,
          judged: 3 + 5 * i,
          right: Math.round((3 + 5 * i) * claimed),
        }));
    const points = [0, 1, 2, 4, 7, 14, 30, 60, 90, 180, 365].map((at) => ({
      days: at,
      verbatim: 0.3 / Math.sqrt(1 + at),
      gist: 0.4 / (1 + at) ** 0.25,
    }));
    const memory = { kind: 'episode', uses: 3, lastAt: newest * dayMs, points };
    const statement = oddly(
      '`schema.ts` changes with `client.ts` in 14 of 16 commits',
      `\`${longPath}\` changes with \`src/الطلبات/فاتورة.ts\` in 14 of 16 commits`,
    );
    const fading = isEmpty
      ? []
      : [
          {
            ...memory,
            subject: 'episode:1',
            label: oddly('Drop the retry queue: the broker redelivers by itself', `إصلاح (#42) ${'x'.repeat(240)}`),
          },
          { ...memory, subject: 'gist:gist:1', kind: 'gist', label: statement },
        ];
    const ledger = isEmpty
      ? []
      : [
          { reason: 'excluded', kind: 'edit', count: 1_204 },
          { reason: 'redacted', kind: 'command', count: 3 },
        ];
    const valence = { outcome: 0, friction: 0, risk: 0, novelty: 0, affinity: 0, precision: 0 };
    const belief = {
      key: 'gist:1',
      nodeKind: 'gist',
      level: 'situation',
      form: 'co-change',
      place: 'schema.ts',
      paths: ['schema.ts', 'client.ts'],
      statement,
      ...(window.host.memory.isWorded && {
        wording: 'Whoever changes `schema.ts` changes `client.ts` too, in 14 of 16 commits.',
      }),
      confidence: 0.9,
      support: 14,
      contra: 2,
      heldFrom: 0,
      learnedAt: 0,
      evidence: [],
      counterEvidence: [],
      valence,
    };
    const episodes = [
      oddly('Drop the retry queue: the broker redelivers by itself', `${longPath} הסרת התור (2)`),
      oddly('Ivo saw duplicates on the staging cluster', 'الوسيط يعيد الإرسال بنفسه: حُذفت `retryLater` في 12 مارس.'),
    ];
    const dreams = [
      {
        question: oddly('Why no retry queue?', 'למה אין תור? (2)'),
        found: { episode: 'episode:3', title: episodes[0] },
      },
      { question: 'Did duplicates concern the billing importer?', found: { episode: 'episode:5', title: episodes[1] } },
      { question: oddly('Who asked for the <b>export</b>?', `${'who-asked-'.repeat(20)}?`) },
    ];
    const text = oddly(
      '`src/orders/part-0.ts`: 4 commits by 2 people from 2026-01-04 to 2026-02-11, 2 of them repairs.',
      `\`${longPath}\`: 4 commits by 2 people from 2026-01-04 to 2026-02-11, 2 of them repairs.`,
    );
    const lookedInto = [{ text, paths: ['src/orders/part-0.ts'] }];
    const nights = isEmpty ? [] : [{ at: newest * dayMs, learned: [belief], givenUp: [], dreams, lookedInto }];
    return { type: 'insights', request, insights: { answers, calibration, fading }, ledger, nights };
  };

  /** Two hops: the episode to a file of the map and to a symbol that the map does not hold. */
  const trace = (request: number): unknown => {
    const nodes = [
      { kind: 'episode', key: 'episode:3', label: 'Drop the retry queue: the broker redelivers by itself' },
      { kind: 'file', key: 'src/orders/part-0.ts', label: 'src/orders/part-0.ts' },
      { kind: 'symbol', key: 'src/orders/part-0.ts#Queue.<b>push</b>', label: 'Queue.<b>push</b>' },
      {
        kind: 'episode',
        key: 'episode:5',
        label: oddly('Fix orders that were sent twice', 'תיקון הזמנות שנשלחו פעמיים (2)'),
      },
    ];
    const hops = [
      { reached: [{ node: 0, activation: 1, cue: 'words: retry queue' }], links: [] },
      {
        reached: [
          { node: 1, activation: 0.4 },
          { node: 2, activation: 0.25 },
        ],
        links: [
          { from: 0, to: 1, kind: 'mentions', amount: 0.4 },
          { from: 0, to: 2, kind: 'mentions', amount: 0.25 },
        ],
      },
      { reached: [{ node: 3, activation: 0.26 }], links: [{ from: 1, to: 3, kind: 'mentions', amount: 0.26 }] },
    ];
    return { type: 'trace', request, trace: { nodes, hops } };
  };

  const take = (message: Asking, send: (message: ToPage) => void): unknown => {
    const { request } = message;
    if (message.type === 'recall') {
      const answer = { type: 'answer', request, answer: answerOf(message.question, message.mode) } as ToPage;
      if (message.mode === 'system1') return answer;
      setTimeout(() => send(answer), window.host.memory.thinkingMs ?? momentMs);
      return undefined;
    }
    if (message.type === 'standing') {
      const found = standings.get(message.subject);
      const all = found ? [{ subject: message.subject, ...found }] : [];
      return { type: 'standing', request, standings: all };
    }
    if (message.type === 'insights') return insights(request);
    if (message.type === 'trace') return trace(request);
    if (message.type === 'forgetPreview') {
      const lines = ['5 events of 1 episode, from 12 Mar 2026, 10:00 to 12 Mar 2026, 11:00', '5 in orders'];
      if (window.host.memory.isOdd) lines.push(`3 in ${longPath}`, 'الطلبات: 2 (12%)');
      return { type: 'forgetPreview', request, lines, isEmpty: false };
    }
    const progress = { token: 'one', stage: 'deriving', done: 40, total: 100 } as const;
    send({ type: 'progress', request, progress });
    const lines = [
      'Removed: 5 events of 1 episode.',
      'Looked for 12 texts in every byte of 4 files: nothing was found.',
    ];
    setTimeout(() => send({ type: 'forgotten', request, lines, isClean: true }), momentMs);
    return undefined;
  };

  const deeds: FakeDeeds = {
    answer(message, send) {
      if (message.type === 'judge') judge(message);
      const isAsking = ['recall', 'standing', 'forgetPreview', 'forget', 'insights', 'trace'].includes(message.type);
      return isAsking ? (take(message as Asking, send) as ToPage | undefined) : undefined;
    },
  };
  Object.assign(window, { fakeDeeds: deeds });
}
