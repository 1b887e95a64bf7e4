// A path in, what kind of file it is out, by its name alone.

const housekeeping =
  /(^|\/)(dist|generated|__generated__|vendor)\/|(^|\/)(package(-lock)?\.json|(composer|deno)\.jsonc?|pyproject\.toml|Gemfile|[^/]*\.lock|[^/]*lock\.(json|yaml)|go\.(mod|sum)|Cargo\.toml|CHANGELOG[^/]*|HISTORY[^/]*|version[^/]*|\.[^/]+)$|\.(md|txt|svg|png|snap|min\.(js|css)|pb\.go)$|_pb2\.pyi?$/i;
const testFile = /(^|\/)(tests?|specs?|__tests__|testing)\/|[._-](test|spec)s?\.[^/]+$|(^|\/)test_[^/]+$/i;

/** Files of which it is no news that they change, or with what. */
export function isHousekeeping(path: string): boolean {
  return housekeeping.test(path);
}

export function isTestFile(path: string): boolean {
  return testFile.test(path);
}
