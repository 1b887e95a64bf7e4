// A repository with so long a history that a night on it takes some seconds: small commits of files that change together.
import { execFileSync } from 'node:child_process';

const parts = 60;
const startSeconds = Date.UTC(2025, 0, 6) / 1_000;

/** @param folder is there and empty */
export function makeLongHistory(folder: string, commits: number): void {
  const lines: string[] = [];
  for (let n = 0; n < commits; n += 1) {
    const part = (n * 7) % parts;
    const message = `${n % 5 === 0 ? 'Fix' : 'Change'} part ${part} of the shop`;
    lines.push('commit refs/heads/main', `committer Ada <ada@example.com> ${startSeconds + n * 2_000} +0000`);
    lines.push(`data ${message.length}`, message);
    for (const name of ['schema', 'client', ...(n % 3 === 0 ? ['check'] : [])]) {
      const text = `export const ${name} = ${n};`;
      lines.push(`M 100644 inline src/part-${part}/${name}.ts`, `data ${text.length + 1}`, text);
    }
  }
  execFileSync('git', ['init', '--quiet', '--initial-branch=main', folder]);
  execFileSync('git', ['-C', folder, 'fast-import', '--quiet'], { input: `${lines.join('\n')}\n` });
}
