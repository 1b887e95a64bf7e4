// How each memory is told texts and asked questions, with its own tools over MCP. In, texts; out, for a question, the ids
// of the texts that it brought up, the likeliest first. What a tool cannot say, such as that nothing was found, shows in
// an empty list.
import { type PeerCommand, type PeerServer, startPeer } from './peer-server.ts';
import { plainWords, rankByWords, type SplitText } from './word-ranking.ts';

export interface PeerText {
  readonly id: string;
  /** Who said it, when, and what. */
  readonly text: string;
}

export interface PeerMemory {
  /** @returns how many of the texts were taken */
  store(texts: readonly PeerText[]): Promise<number>;
  /** @returns ids; none where the memory says that it holds no answer */
  ask(question: string): Promise<string[]>;
  rssMb(): number | undefined;
  close(): Promise<void>;
}

export interface Peer {
  readonly name: string;
  /** An empty memory. @throws where it cannot run on this machine */
  open(): Promise<PeerMemory>;
}

/** How a memory is used by one who has its server. */
type Manner = (server: PeerServer) => Pick<PeerMemory, 'store' | 'ask'>;

const listedMax = 20;

export function peerOver(name: string, command: PeerCommand, manner: Manner): Peer {
  return {
    name,
    async open() {
      const server = await startPeer(command);
      return { ...manner(server), rssMb: server.rssMb, close: server.close };
    },
  };
}

/** Our own tools, as an agent has them: `remember` and `recall`. It shows six pieces of evidence at most. */
export const ownManner: Manner = (server) => {
  const idByEvent = new Map<string, string>();
  return {
    async store(texts) {
      for (const { id, text } of texts) {
        const event = /^Kept as event (\S+)/.exec(await server.call('remember', { text }))?.[1];
        if (event !== undefined) idByEvent.set(event, id);
      }
      return idByEvent.size;
    },
    async ask(question) {
      const answer = await server.call('recall', { question });
      if (/^state: unknown/.test(answer)) return [];
      return [...answer.matchAll(/^evidence event (\S+)/gm)].flatMap(([, event]) => idByEvent.get(event!) ?? []);
    },
  };
};

/** @modelcontextprotocol/server-memory: an entity a text. It looks for the whole question as a piece of a text. */
export const graphManner: Manner = (server) => ({
  store: async (texts) => storeGraph(server, texts),
  ask: async (question) => searchGraph(server, question),
});

/** The same, put by one who knows it: word by word, and what holds more of the words comes first. */
export const graphByWordManner: Manner = (server) => ({
  store: async (texts) => storeGraph(server, texts),
  async ask(question) {
    const counts = new Map<string, number>();
    for (const word of new Set(plainWords(question))) {
      if (word.length <= shortWordLength) continue;
      for (const id of await searchGraph(server, word)) counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    return [...counts].sort((a, b) => b[1] - a[1]).map(([id]) => id);
  },
});
const shortWordLength = 3;

async function storeGraph(server: PeerServer, texts: readonly PeerText[]): Promise<number> {
  const entities = texts.map(({ id, text }) => ({ name: id, entityType: 'turn', observations: [text] }));
  const made = JSON.parse(await server.call('create_entities', { entities })) as unknown;
  return Array.isArray(made) ? made.length : 0;
}

async function searchGraph(server: PeerServer, query: string): Promise<string[]> {
  const { entities } = JSON.parse(await server.call('search_nodes', { query })) as { entities: { name: string }[] };
  return entities.map(({ name }) => name);
}

/** @ai-devkit/memory, as it comes: by words alone. It takes titles of 10 letters and texts of 50 at least. */
export const devkitManner: Manner = (server) => {
  const textMin = 50;
  const questionMax = 500;
  return {
    async store(texts) {
      let stored = 0;
      for (const { id, text } of texts) {
        const input = { title: `What was said, ${id}`, content: text.padEnd(textMin, '.') };
        const { success } = readJson(await server.call('memory_storeKnowledge', input));
        stored += Number(success === true);
      }
      return stored;
    },
    async ask(question) {
      const query = question.slice(0, questionMax);
      const { results = [] } = readJson(await server.call('memory_searchKnowledge', { query, limit: listedMax }));
      return (results as { title: string }[]).map(({ title }) => title.replace('What was said, ', ''));
    },
  };
};

/** Empty where a tool answers with an error in words. */
function readJson(text: string): Record<string, unknown> {
  return text.startsWith('{') ? JSON.parse(text) : {};
}

/** memorix. Its titles are what a search lists; without topics of their own it throws nearly all texts away as doubles. */
export const memorixManner: Manner = (server) => ({
  async store(texts) {
    let stored = 0;
    for (const { id, text } of texts) {
      const input = {
        entityName: 'conversation',
        type: 'discovery',
        title: id,
        narrative: text,
        topicKey: `turn/${id}`,
      };
      stored += Number(/Stored observation/.test(await server.call('memorix_store', input)));
    }
    return stored;
  },
  async ask(question) {
    const listed = await server.call('memorix_search', { query: question, limit: listedMax });
    return [...listed.matchAll(/^\| obs:\d+ \|[^|]*\|[^|]*\| ([^|]+?) \|/gm)].map(([, title]) => title!);
  },
});

/** What holds the question's words, in this process. */
export function wordPeer(name: string, split: SplitText): Peer {
  return inPlace(name, (texts) => {
    const rank = rankByWords(
      texts.map(({ text }) => text),
      split,
    );
    return (question) => rank(question).map((i) => texts[i]!.id);
  });
}

/** The latest first, whatever is asked. */
export const recencyPeer = inPlace('recency', (texts) => {
  const order = texts.map(({ id }) => id).reverse();
  return () => order;
});

function inPlace(name: string, prepare: (texts: readonly PeerText[]) => (question: string) => string[]): Peer {
  return {
    name,
    async open() {
      let rank = prepare([]);
      return {
        async store(texts) {
          rank = prepare(texts);
          return texts.length;
        },
        ask: async (question) => rank(question).slice(0, listedMax),
        rssMb: () => undefined,
        close: async () => undefined,
      };
    },
  };
}
