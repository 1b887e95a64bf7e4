// What a screen reader or a keyboard would stumble over, found in the page as it stands. It is sent into the browser as
// source text, so it must not use anything from outside itself.

/** @returns plain sentences, one for each fault */
export function accessibilityProblems(): string[] {
  const problems: string[] = [];
  const describe = (found: Element) => `<${found.tagName.toLowerCase()} class="${found.getAttribute('class') ?? ''}">`;
  const all = (selector: string) => [...document.querySelectorAll<HTMLElement>(selector)].filter(isVisible);
  function isVisible(found: HTMLElement): boolean {
    return found.checkVisibility();
  }
  const nameOf = (found: HTMLElement) =>
    found.getAttribute('aria-label') ?? (found.textContent || found.getAttribute('title') || '');

  for (const found of all('button, input, [role=option], [role=group], [role=meter], [role=listbox], section')) {
    const isNamed = found.tagName === 'SECTION' ? found.querySelector('h2, h3') || nameOf(found) : nameOf(found);
    if (!isNamed || (typeof isNamed === 'string' && !isNamed.trim())) problems.push(`${describe(found)} has no name`);
  }
  for (const option of all('[role=option]')) {
    if (!option.closest('[role=listbox]')) problems.push(`${describe(option)} is in no list box`);
    for (const name of ['aria-selected', 'aria-posinset', 'aria-setsize']) {
      if (!option.hasAttribute(name)) problems.push(`${describe(option)} has no ${name}`);
    }
  }
  for (const svg of document.querySelectorAll('svg')) {
    if (svg.getAttribute('aria-hidden') !== 'true') problems.push('an icon is read out');
  }
  const ids = [...document.querySelectorAll('[id]')].map((found) => found.id);
  for (const id of ids) if (ids.indexOf(id) !== ids.lastIndexOf(id)) problems.push(`the id ${id} is there twice`);
  const active = document.querySelector('[aria-activedescendant]')?.getAttribute('aria-activedescendant');
  if (active && !document.getElementById(active)) problems.push(`the active row ${active} is not in the document`);
  for (const found of all('[onclick], div[tabindex="0"]')) {
    if (!found.hasAttribute('role')) problems.push(`${describe(found)} can be operated but has no role`);
  }
  let level = 0;
  for (const heading of all('h1, h2, h3, h4')) {
    const next = Number(heading.tagName[1]);
    if (next > level + 1) problems.push(`heading “${heading.textContent}” skips a level`);
    level = next;
  }
  if (all('h1').length !== 1) problems.push('there is not exactly one h1');
  if (all('main').length !== 1) problems.push('there is not exactly one main');
  if (!document.documentElement.lang) problems.push('the page names no language');
  return problems;
}
