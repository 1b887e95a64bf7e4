// From the memory directory comes the address of the engine's socket: one that only this user can open, and short
// enough for the operating system.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** The kernel's limit is 104 bytes on macOS and 108 on Linux, the final zero included. */
const socketPathBytesMax = 100;

/**
 * Inside the memory directory where the path fits, else in a folder of this user under the system's temporary
 * folder. On Windows a named pipe, which the system's default rights close to other users.
 *
 * @throws where the folder under the temporary folder is not safely ours
 */
export function chooseSocketAddress(directory: string, temporaryFolder: string = os.tmpdir()): string {
  const hash = createHash('sha256').update(directory).digest('hex').slice(0, 16);
  if (process.platform === 'win32') return `\\\\.\\pipe\\second-nature-${hash}`;
  const inside = path.join(directory, 'engine.sock');
  if (Buffer.byteLength(inside) <= socketPathBytesMax) return inside;
  const folder = path.join(temporaryFolder, `second-nature-${process.getuid!()}`);
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  assertOurs(folder);
  return path.join(folder, `${hash}.sock`);
}

/** Anyone may make folders in the temporary folder, so one of the right name proves nothing. */
function assertOurs(folder: string): void {
  const stat = fs.lstatSync(folder);
  const isOurs = stat.isDirectory() && stat.uid === process.getuid!() && (stat.mode & 0o077) === 0;
  if (!isOurs) throw new Error(`${folder} is not a folder that only this user can enter; remove it.`);
}
