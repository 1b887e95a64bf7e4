// Faults of a page that can be seen without eyes: what reaches out of its pane, words that stand on one another, and
// words from the right that are not held apart from their neighbours. Each function is sent into the browser as source
// text, so it must not use anything from outside itself.

/** @returns panes that scroll sideways, and elements that reach out of what holds them, in a few words each */
export function spills(): string[] {
  const named = (found: Element) =>
    `${found.tagName.toLowerCase()}.${found.className} ${found.textContent?.slice(0, 40)}`;
  const faults: string[] = [];
  for (const found of document.querySelectorAll('body *')) {
    if (!found.checkVisibility() || found.closest('.unseen, svg, select, .map-canvas')) continue;
    const style = getComputedStyle(found);
    const scrolls = style.overflowX !== 'visible' && style.textOverflow !== 'ellipsis';
    if (scrolls && found.scrollWidth > found.clientWidth + 1) faults.push(`scrolls sideways: ${named(found)}`);
    let holder = found.parentElement;
    while (holder && getComputedStyle(holder).overflowX === 'visible') holder = holder.parentElement;
    if (!holder || getComputedStyle(holder).textOverflow === 'ellipsis') continue;
    const [box, room] = [found.getBoundingClientRect(), holder.getBoundingClientRect()];
    if (box.width > 0 && (box.right > room.right + 1 || box.left < room.left - 1)) {
      faults.push(`reaches out of .${holder.className}: ${named(found)}`);
    }
  }
  return faults;
}

/** @returns pairs of texts in sight that stand on one another */
export function collisions(): string[] {
  type Placed = { readonly from: Node; readonly text: string; readonly box: DOMRect };
  const placed: Placed[] = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const node = texts.currentNode;
    const parent = node.parentElement!;
    if (!node.textContent!.trim() || !parent.checkVisibility() || parent.closest('.unseen, option, .map-amount'))
      continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const line of range.getClientRects()) {
      let [left, right, top, bottom] = [line.left, line.right, line.top + 3, line.bottom - 3];
      for (let holder: Element | null = parent; holder; holder = holder.parentElement) {
        if (getComputedStyle(holder).overflowX === 'visible') continue;
        const room = holder.getBoundingClientRect();
        [left, right] = [Math.max(left, room.left), Math.min(right, room.right)];
        [top, bottom] = [Math.max(top, room.top), Math.min(bottom, room.bottom)];
      }
      if (right - left > 1 && bottom - top > 1) {
        placed.push({
          from: node,
          text: node.textContent!.slice(0, 40),
          box: new DOMRect(left, top, right - left, bottom - top),
        });
      }
    }
  }
  for (const found of document.querySelectorAll('select')) {
    if (found.checkVisibility()) placed.push({ from: found, text: 'select', box: found.getBoundingClientRect() });
  }
  const meet = (a: DOMRect, b: DOMRect) =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 &&
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
  return placed.flatMap((one, i) =>
    placed
      .slice(i + 1)
      .flatMap((other) =>
        one.from !== other.from && meet(one.box, other.box) ? [`“${one.text}” on “${other.text}”`] : [],
      ),
  );
}

/** @returns texts with letters from the right whose element takes no direction of its own */
export function mixedTexts(): string[] {
  const fromTheRight = /[\u0590-\u08ff]/;
  const faults: string[] = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode.textContent!;
    if (!fromTheRight.test(text) || /[\u2066-\u2068]/.test(text)) continue;
    if (!texts.currentNode.parentElement!.closest('bdi, [dir]:not(html)')) faults.push(text.slice(0, 60));
  }
  return faults;
}
