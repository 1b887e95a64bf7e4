// The editor's colours for the map: what the style sheet resolves from the theme goes in, one colour a node comes out.
// Canvases know no style sheet variables, so they are read off the page, and read again when the theme changes.

type Rgb = readonly [red: number, green: number, blue: number];

export interface MapTheme {
  readonly ground: string;
  readonly text: string;
  readonly link: string;
  readonly linkLit: string;
  readonly font: string;
  /** @param kind of the node @param feeling in [-1, 1] */
  nodeColour(kind: string, feeling: number): string;
  /** The same colour, near the ground, for what is not looked at. */
  dimmed(colour: string): string;
}

/** A feeling is drawn in full colour from here on. */
const feelingFull = 0.6;
const dimShare = 0.82;

export function readMapTheme(root: HTMLElement): MapTheme {
  const style = getComputedStyle(root);
  const colour = (property: string, fallback: Rgb) => parseColour(style.getPropertyValue(property)) ?? fallback;
  const ground = colour('--ground', [255, 255, 255]);
  const text = colour('--vscode-foreground', [128, 128, 128]);
  const good = colour('--good', [0, 160, 0]);
  const bad = colour('--bad', [220, 0, 0]);
  const neutral: Readonly<Record<string, Rgb>> = {
    episode: mix(ground, colour('--plain', [60, 120, 220]), 0.75),
    file: mix(ground, text, 0.7),
    belief: colour('--belief', [200, 150, 0]),
    gist: colour('--belief', [200, 150, 0]),
    rule: colour('--belief', [200, 150, 0]),
  };
  const neutralOfOthers = mix(ground, text, 0.5);
  return {
    ground: toCss(ground),
    text: toCss(text),
    link: toCss(mix(ground, text, 0.16)),
    linkLit: toCss(mix(ground, colour('--plain', [60, 120, 220]), 0.8)),
    font: style.fontFamily,
    nodeColour: (kind, feeling) => {
      const share = Math.min(1, Math.abs(feeling) / feelingFull);
      return toCss(mix(neutral[kind] ?? neutralOfOthers, feeling < 0 ? bad : good, share));
    },
    dimmed: (colour) => toCss(mix(parseColour(colour)!, ground, dimShare)),
  };
}

/** Calls back whenever the editor has put another theme on the page. */
export function onThemeChange(act: () => void): void {
  const observer = new MutationObserver(act);
  observer.observe(document.body, { attributeFilter: ['class', 'data-vscode-theme-id'] });
  observer.observe(document.documentElement, { attributeFilter: ['style', 'class'] });
}

/** `#rgb`, `#rrggbb`, `#rrggbbaa`, `rgb(…)`, `rgba(…)`: the forms in which the editor gives its colours. */
export function parseColour(text: string): Rgb | undefined {
  const plain = text.trim();
  const hex = /^#([\da-f]{3,8})$/i.exec(plain)?.[1];
  if (hex !== undefined) {
    const digits = hex.length < 6 ? [...hex].map((digit) => digit + digit).join('') : hex;
    return [0, 2, 4].map((at) => Number.parseInt(digits.slice(at, at + 2), 16)) as unknown as Rgb;
  }
  const numbers = /^rgba?\(([^)]+)\)$/i
    .exec(plain)?.[1]
    ?.split(/[\s,/]+/)
    .map(Number);
  return numbers !== undefined && numbers.length >= 3 ? [numbers[0]!, numbers[1]!, numbers[2]!] : undefined;
}

function mix(from: Rgb, to: Rgb, share: number): Rgb {
  return [0, 1, 2].map((i) => Math.round(from[i]! + (to[i]! - from[i]!) * share)) as unknown as Rgb;
}

function toCss([red, green, blue]: Rgb): string {
  return `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}
