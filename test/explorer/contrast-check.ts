// How well the words of the page can be told from what lies behind them, by the formula of the field.

/** The least contrast of any visible text with what lies behind it, by the formula of WCAG 2. Runs in the browser. */
export function leastContrast(): number {
  type Colour = [number, number, number, number];
  const parse = (text: string): Colour => {
    const [r = 0, g = 0, b = 0, a = 1] = text.match(/[\d.]+/g)!.map(Number);
    // What is mixed is told in shares of one.
    const full = text.startsWith('color(') ? 255 : 1;
    return [r * full, g * full, b * full, a];
  };
  const over = ([r, g, b, a]: Colour, [x, y, z]: Colour): Colour => [
    r * a + x * (1 - a),
    g * a + y * (1 - a),
    b * a + z * (1 - a),
    1,
  ];
  const luminance = (colour: Colour) => {
    const [r, g, b] = colour.slice(0, 3).map((value) => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
  };
  const behind = (found: Element | null): Colour => {
    if (!found) return [255, 255, 255, 1];
    const own = parse(getComputedStyle(found).backgroundColor);
    return own[3] === 1 ? own : over(own, behind(found.parentElement));
  };
  let least = 21;
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const parent = texts.currentNode.parentElement!;
    // What cannot be used may be faint.
    if (parent.closest('.unseen, option, :disabled, [aria-disabled=true]')) continue;
    if (!texts.currentNode.textContent!.trim() || !parent.checkVisibility()) continue;
    const ground = behind(parent);
    const opacity = Number(getComputedStyle(parent.parentElement!).opacity) * Number(getComputedStyle(parent).opacity);
    const [r, g, b, a] = parse(getComputedStyle(parent).color);
    const pair = [luminance(over([r, g, b, a * opacity], ground)), luminance(ground)].sort((x, y) => y - x);
    least = Math.min(least, (pair[0]! + 0.05) / (pair[1]! + 0.05));
  }
  return least;
}
