// What a node is called goes in; a label for a list comes out. Where it is cut, a path keeps its end, since its name
// tells more than the folders that it lies in.
import { element, rememberedText } from './element.ts';
import { directionOf } from './text-direction.ts';

export function memoryLabel(kind: string, name: string): HTMLElement {
  if (directionOf(kind) === 'auto') return rememberedText('span', { class: 'link-label' }, name);
  return element('span', { class: 'link-label path-label' }, element('bdi', { attributes: { dir: 'ltr' } }, name));
}
