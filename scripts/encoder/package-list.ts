// Which packages the encoder learns from and which it is measured on, by name, version and licence, as package-list.json
// has them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** `tune` chooses settings of the training, `held` measures the outcome; the model learns from neither. */
export type Part = 'train' | 'tune' | 'held';

export interface ListedPackage {
  readonly name: string;
  readonly version: string;
  /** As its package.json has it; checked when the package is read. */
  readonly licence: string;
  readonly part: Part;
}

interface PackageList {
  readonly packages: readonly ListedPackage[];
  readonly glosses: ListedPackage;
  /** Debian packages of manual pages, in the version that the machine's release has. */
  readonly manuals: readonly { readonly name: string; readonly licence: string }[];
}

export const packageList: PackageList = JSON.parse(
  readFileSync(join(import.meta.dirname, 'package-list.json'), 'utf8'),
);
