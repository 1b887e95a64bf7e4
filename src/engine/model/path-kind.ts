// A path in, what kind of file it is out, by its name alone.

const housekeeping =
  /(^|\/)(package(-lock)?\.json|[^/]*\.lock|[^/]*lock\.(json|yaml)|go\.(mod|sum)|Cargo\.toml|CHANGELOG[^/]*|HISTORY[^/]*|version[^/]*|\.[^/]+)$|\.(md|txt|svg|png|snap)$/i;
const testFile = /(^|\/)(tests?|specs?|__tests__|testing)\/|[._-](test|spec)s?\.[^/]+$|(^|\/)test_[^/]+$/i;

/** Files of which it is no news that they change, or with what. */
export function isHousekeeping(path: string): boolean {
  return housekeeping.test(path);
}

export function isTestFile(path: string): boolean {
  return testFile.test(path);
}
