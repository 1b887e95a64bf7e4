// The folders that tests work in as a user does. The project made here is a small one in TypeScript in which the same
// mistake can be made twice: an async function whose promise is easily forgotten. Each file has an empty function body
// to type into.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const files: Readonly<Record<string, string>> = {
  'tsconfig.json': JSON.stringify({
    compilerOptions: { strict: true, target: 'es2022', module: 'esnext' },
    include: ['src'],
  }),
  'src/user.ts': `export interface User {
  readonly id: number;
  readonly name: string;
}

export async function loadUser(id: number): Promise<User> {
  return { id, name: 'Ada' };
}
`,
  'src/profile.ts': `import { loadUser } from './user';

export async function showProfile(): Promise<string> {

}
`,
  'src/invoice.ts': `import { loadUser } from './user';

export async function addressInvoice(customer: number): Promise<string> {

}
`,
};

/** An empty folder of that very name, so that pictures of the editor show a name that a project could have. */
export function makeNamedFolder(name: string): string {
  const folder = join(mkdtempSync(join(tmpdir(), 'second-nature-test-')), name);
  mkdirSync(folder);
  return folder;
}

export function removeNamedFolder(folder: string): void {
  rmSync(dirname(folder), { recursive: true, force: true });
}

/** Fills an empty folder with the project, as a git repository with one commit. */
export function makeUserWorkspace(folder: string): void {
  mkdirSync(join(folder, 'src'), { recursive: true });
  for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text);
  const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, stdio: 'pipe' });
  git('init', '--quiet', '--initial-branch=main');
  git('add', '--all');
  git('-c', 'user.name=Ann Example', '-c', 'user.email=ann@shop.example', 'commit', '--quiet', '-m', 'Load users');
}
