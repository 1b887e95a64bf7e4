// The explorer page in a real browser, without an editor: bundled from its sources, served on the loopback device under
// the same content security policy as in the editor, with a fake host on the other end of its messages.
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { build } from 'esbuild';
import { type Browser, chromium, type Page } from 'playwright-core';
import { explorerDocument } from '../../src/extension/surface/explorer-document.ts';
import { fakeDeeds } from './fake-deeds.ts';
import { type FakeHost, type FakeMemory, fakeHost } from './fake-host.ts';
import { type Theme, themeSheet } from './theme-token.ts';

declare global {
  interface Window {
    readonly host: FakeHost;
  }
}

const root = join(import.meta.dirname, '..', '..');
const chromiumPath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
const chromiumArgs = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'];

export interface PageOptions {
  readonly memory: FakeMemory;
  readonly theme?: Theme;
  readonly viewport?: { readonly width: number; readonly height: number };
  /** A BCP 47 tag for the editor's language. */
  readonly language?: string;
  /** In words between marks, each a third longer than in English, as translations are. */
  readonly isTranslated?: boolean;
  /** Device pixels a CSS pixel. */
  readonly scale?: number;
}

export interface PageServer {
  /** Opens the page in a browser context of its own. */
  open(options: PageOptions): Promise<Page>;
  close(): Promise<void>;
}

export async function startPageServer(): Promise<PageServer> {
  const script = await bundlePage();
  const style = await readFile(join(root, 'src/explorer/styles.css'), 'utf8');
  const server = await listen(script, style);
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const browser = await chromium.launch({
    args: chromiumArgs,
    ...(chromiumPath ? { executablePath: chromiumPath } : {}),
  });
  return {
    open: (options) => openPage(browser, origin, options),
    close: async () => {
      await browser.close();
      server.close();
    },
  };
}

/** Takes a picture into out/pictures. */
export async function takePicture(page: Page, name: string): Promise<void> {
  const folder = join(root, 'out', 'pictures');
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}

async function bundlePage(): Promise<string> {
  const built = await build({
    entryPoints: [join(root, 'src/explorer/main.ts')],
    bundle: true,
    minify: true,
    write: false,
    target: 'es2022',
    tsconfig: join(root, 'tsconfig.json'),
  });
  return built.outputFiles[0]!.text;
}

async function listen(script: string, style: string): Promise<Server> {
  const server = createServer((request, response) => {
    const url = new URL(request.url!, 'http://127.0.0.1');
    const send = (type: string, body: string) => response.setHeader('content-type', type).end(body);
    if (url.pathname === '/explorer.js') send('text/javascript', script);
    else if (url.pathname === '/explorer.css') send('text/css', style);
    else if (url.pathname === '/theme.css') send('text/css', themeSheet(url.searchParams.get('theme') as Theme));
    else send('text/html', document(`http://${request.headers.host}`, url));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

function document(origin: string, { searchParams }: URL): string {
  const html = explorerDocument({
    cspSource: origin,
    scriptUri: `${origin}/explorer.js`,
    styleUri: `${origin}/explorer.css`,
    nonce: '0123456789abcdef',
    language: searchParams.get('language')!,
    words: searchParams.has('translated') ? madeTranslation() : undefined,
  });
  // The editor sets its theme's variables itself; here a style sheet does.
  const theme = `<link rel="stylesheet" href="${origin}/theme.css?theme=${searchParams.get('theme')}">`;
  return html.replace('<title>', `${theme}\n<title>`);
}

/** The places that are filled stay as they are, and so does what has no words. */
function madeTranslation(): Record<string, string> {
  const english = JSON.parse(readFileSync(join(root, 'l10n', 'bundle.l10n.json'), 'utf8')) as Record<string, string>;
  const longer = (text: string) => (/\p{L}/u.test(text) ? `⟦${text}${'~'.repeat(Math.ceil(text.length / 3))}⟧` : text);
  return Object.fromEntries(Object.entries(english).map(([key, text]) => [key, longer(text)]));
}

async function openPage(browser: Browser, origin: string, options: PageOptions): Promise<Page> {
  const {
    memory,
    theme = 'dark',
    viewport = { width: 1200, height: 800 },
    language = 'en-GB',
    scale = 1,
    isTranslated,
  } = options;
  const page = await browser.newPage({ viewport, deviceScaleFactor: scale });
  page.on('pageerror', (error) => {
    throw error;
  });
  await page.addInitScript(fakeDeeds);
  await page.addInitScript(fakeHost, memory);
  await page.goto(`${origin}/?theme=${theme}&language=${language}${isTranslated ? '&translated' : ''}`);
  return page;
}
