// A tape archive, as registries hand out packages, comes in; its files that are wanted go out, without writing them to disk.

export interface PackageFile {
  /** Relative to the archive's one outermost folder, with forward slashes. */
  readonly path: string;
  readonly bytes: Buffer;
}

const blockSize = 512;
const regularFile = /[0\0]/;

/**
 * In the order of the archive. Links are passed over; long names of the `pax` form are cut to what the plain header holds.
 *
 * @param wanted matches against a file's path
 */
export function readArchive(archive: Buffer, wanted: RegExp): PackageFile[] {
  const files: PackageFile[] = [];
  for (let at = 0; at + blockSize <= archive.length && archive[at] !== 0; ) {
    const header = archive.subarray(at, at + blockSize);
    const field = (start: number, length: number) => header.toString('utf8', start, start + length).split('\0', 1)[0]!;
    const size = Number.parseInt(field(124, 12), 8) || 0;
    const prefix = field(257, 6).startsWith('ustar') ? field(345, 155) : '';
    const path = `${prefix === '' ? '' : `${prefix}/`}${field(0, 100)}`.replace(/^[^/]*\//, '');
    const start = at + blockSize;
    if (regularFile.test(header.toString('latin1', 156, 157)) && wanted.test(path)) {
      files.push({ path, bytes: archive.subarray(start, start + size) });
    }
    at = start + Math.ceil(size / blockSize) * blockSize;
  }
  return files;
}
