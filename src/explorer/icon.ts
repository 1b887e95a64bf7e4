// Line icons on a grid of 16, drawn in the colour of the text around them. The page loads no font and no picture.

const drawings = {
  search: 'M10.5 10.5 14 14 M11.5 7a4.5 4.5 0 1 1-9 0 4.5 4.5 0 0 1 9 0z',
  clear: 'M4 4l8 8 M12 4l-8 8',
  commit: 'M8 1v4 M8 11v4 M11 8a3 3 0 1 1-6 0 3 3 0 0 1 6 0z',
  revert: 'M3 7h7a3 3 0 0 1 0 6H6 M6 4 3 7l3 3',
  edit: 'M3 13l.7-3L10.5 3.2a1.2 1.2 0 0 1 1.7 0l.6.6a1.2 1.2 0 0 1 0 1.7L6 12.3z',
  save: 'M3 3h8l2 2v8H3z M5.5 3v3h4V3 M5.5 13V9.5h5V13',
  diagnostic: 'M8 2.5 14.5 13.5h-13z M8 6.5v3.5 M8 11.6v.4',
  command: 'M2.5 4l4 4-4 4 M8 12.5h5.5',
  test: 'M6 2h4 M7 2v4L3.2 12.4A1.1 1.1 0 0 0 4.2 14h7.6a1.1 1.1 0 0 0 1-1.6L9 6V2',
  open: 'M2.5 12.5v-9h4l1.5 1.5h5.5v7.5z',
  note: 'M3 2.5h10v8l-3 3H3z M5.5 6h5 M5.5 8.5h3',
  file: 'M4 1.5h5l3 3v10H4z M9 1.5v3h3',
  episode: 'M2.5 8h2l2-4.5 3 9 2-4.5h2',
  symbol: 'M6 3C4 3 5.5 7.5 3 8c2.5.5 1 5 3 5 M10 3c2 0 .5 4.5 3 5-2.5.5-1 5-3 5',
  term: 'M3 4h10 M8 4v9',
  package: 'M8 1.8 13.5 5v6L8 14.2 2.5 11V5z M2.5 5 8 8l5.5-3 M8 8v6.2',
  retry: 'M13 8a5 5 0 1 1-1.6-3.7 M13 2v3h-3',
  diff: 'M8 3v6 M5 6h6 M5 12.5h6',
  known: 'M2.5 8.5 6.2 12 13.5 4',
  play: 'M4.5 2.5 13 8l-8.5 5.5z',
  pause: 'M5 3v10 M11 3v10',
  back: 'M12 3 6 8l6 5z M4 3v10',
  forth: 'M4 3l6 5-6 5z M12 3v10',
  pin: 'M6 2h4v4l2 2.5H4L6 6z M8 8.5V14',
  memory: 'M3 13V3.5A1.5 1.5 0 0 1 4.5 2H13v10H4.5a1.5 1.5 0 0 0 0 2.5H13 M6 5h4.5',
} as const;

export type IconName = keyof typeof drawings;

/** The kinds of events and nodes that have no drawing of their own look like a note. */
const alike: Readonly<Record<string, IconName>> = {
  exception: 'diagnostic',
  error: 'diagnostic',
  checkout: 'commit',
  feedback: 'note',
  dwell: 'open',
};

/** The icon of an event's or a node's kind. */
export function iconOfKind(kind: string): IconName {
  return Object.hasOwn(drawings, kind) ? (kind as IconName) : (alike[kind] ?? 'note');
}

/** A decoration: hidden from screen readers, since words always stand beside it. */
export function icon(name: IconName): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', drawings[name]);
  svg.append(path);
  return svg;
}
