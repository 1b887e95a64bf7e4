// A package's name goes in, its exports come out. Native packages are loaded at run time and one by one, so that one
// that is missing or was built for another platform costs a feature and not the engine.
import { createRequire } from 'node:module';

const requireFromHere = createRequire(import.meta.url);

/** @throws whatever loading the package throws */
export function requireNative<Exports>(name: string): Exports {
  return requireFromHere(name) as Exports;
}
