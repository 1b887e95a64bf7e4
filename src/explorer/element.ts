// The one way in which the page makes elements. Text only ever enters as text nodes and attributes, never as markup,
// because what the memory holds was written by others.
import type { TextDirection } from './text-direction.ts';

export interface ElementOptions {
  readonly class?: string;
  readonly attributes?: Readonly<Record<string, string | number | boolean>>;
  readonly onClick?: (event: MouseEvent) => void;
}

type Child = Node | string | undefined;

/** An element with its children; undefined children are left out, an attribute that is `false` is not set. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  options: ElementOptions = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  if (options.class) made.className = options.class;
  for (const [name, value] of Object.entries(options.attributes ?? {})) setAttribute(made, name, value);
  if (options.onClick) made.addEventListener('click', options.onClick as EventListener);
  made.append(...children.filter((child) => child !== undefined));
  return made;
}

/** Sets an attribute; `false` takes it away, `true` sets it empty. ARIA wants its booleans as strings. */
export function setAttribute(target: Element, name: string, value: string | number | boolean): void {
  if (value === false) target.removeAttribute(name);
  else target.setAttribute(name, value === true ? '' : String(value));
}

/**
 * Remembered text in its own direction, so that right-to-left titles read as they were written. What stands between
 * backticks is set as code, without them.
 */
export function rememberedText<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  options: ElementOptions,
  text: string,
  direction: TextDirection = 'auto',
): HTMLElementTagNameMap[K] {
  const parts = text.split(/`([^`\n]+)`/).map((part, index) => (index % 2 === 1 ? element('code', {}, part) : part));
  return element(tag, { ...options, attributes: { ...options.attributes, dir: direction } }, ...parts);
}

/** Names beside each other, each by itself, so that one written from the right does not draw its neighbours along. */
export function namesApart(names: readonly string[], between: string, direction: TextDirection): (Node | string)[] {
  return names.flatMap((name, i) => {
    const own = element('bdi', { attributes: { dir: direction } }, name);
    return i === 0 ? [own] : [between, own];
  });
}
