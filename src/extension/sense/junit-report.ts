// The text of a JUnit report comes in, as many tools write it; the run of tests that it tells of goes out, by name. Read by
// its tags alone, without a parser of XML: nothing in it is expanded or fetched.

export interface ReportedRun {
  readonly tool: 'junit';
  readonly failed: string[];
  readonly passed: string[];
  readonly failedCount: number;
  readonly passedCount: number;
}

const namesMax = 20;
const nameCharsMax = 300;

/** @returns undefined where the text is no whole report, such as one that is still being written */
export function readJunitReport(xml: string): ReportedRun | undefined {
  const text = xml.replace(/<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>/g, '');
  if (!/<\/testsuites?>\s*$|<testsuites?\b[^<>]*\/>\s*$/.test(text)) return undefined;
  const failed = new Set<string>();
  const passed = new Set<string>();
  let [failedCount, passedCount] = [0, 0];
  for (const [, attributes = '', body = ''] of text.matchAll(/<testcase\b([^<>]*?)(?:\/>|>([\s\S]*?)<\/testcase>)/g)) {
    if (/<skipped\b/.test(body)) continue;
    const hasFailed = /<(?:failure|error)\b/.test(body);
    if (hasFailed) failedCount += 1;
    else passedCount += 1;
    const names = hasFailed ? failed : passed;
    if (names.size < namesMax) names.add(nameOf(attributes));
  }
  if (failedCount + passedCount === 0) return undefined;
  return { tool: 'junit', failed: [...failed], passed: [...passed], failedCount, passedCount };
}

/** The class or file first, where the name does not begin with it already. */
function nameOf(attributes: string): string {
  const name = attributeOf(attributes, 'name');
  const group = attributeOf(attributes, 'classname') || attributeOf(attributes, 'file');
  const whole = group === '' || name.startsWith(group) ? name : `${group} > ${name}`;
  return whole.slice(0, nameCharsMax);
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

function attributeOf(attributes: string, name: string): string {
  const groups = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes);
  const value = groups?.[1] ?? groups?.[2] ?? '';
  return value.replace(/&(lt|gt|quot|apos|amp);/g, (_, entity: string) => entities[entity]!).trim();
}
