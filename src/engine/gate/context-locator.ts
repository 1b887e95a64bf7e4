// A moment's paths as the editor gives them become paths of the project; what lies outside of it cannot be primed for.
import type { PrimeContext } from '../model/priming.ts';
import type { Site } from '../model/project.ts';
import { locatePaths } from './path-locator.ts';

/** @returns the context without the paths that lie outside of the project */
export async function locateContext(folder: string, context: PrimeContext, site: Site): Promise<PrimeContext> {
  const { path, exclude, ...rest } = context;
  const locate = await locatePaths({ folder, paths: path === undefined ? exclude : [path, ...exclude] }, site);
  const here = path === undefined ? undefined : locate(path);
  const left = exclude.map(locate).filter((each) => each !== undefined);
  return { ...rest, ...(here !== undefined && { path: here }), exclude: left };
}
