// The map as a whole: asks the host for the nodes and links, draws them and lists them beside the picture; what the
// reader chooses there comes out, with what it is linked to.
import type { WireMap } from '../protocol/map.ts';
import type { WireTrace } from '../protocol/trace.ts';
import { element, setAttribute } from './element.ts';
import type { HostPort } from './host-port.ts';
import type { Neighbour } from './link-group.ts';
import { t, tCount } from './localised-text.ts';
import { MapCanvas } from './map-canvas.ts';
import { layoutMap, type MapLayout } from './map-layout.ts';
import { MapList } from './map-list.ts';
import { onThemeChange } from './map-theme.ts';
import { emptyMapNotice, failureNotice, loadingRows } from './notice-view.ts';
import { playHop } from './played-hop.ts';

/** A node as the reader sees it, with its links told from its side. */
export interface MapChoice {
  readonly kind: string;
  readonly key: string;
  readonly label: string;
  /** What the memory itself says, where the label is a model's wording of it. */
  readonly own: string | undefined;
  readonly feeling: number;
  readonly lastAt: number;
  readonly neighbours: readonly Neighbour[];
}

export interface MapPaneEvents {
  onChoose(choice: MapChoice): void;
  onOpen(): void;
  /** A node was wanted that is not on the map. */
  onMissing(key: string): void;
}

const neighboursMax = 40;

export class MapPane {
  readonly root = element('section', { class: 'map', attributes: { 'aria-label': t('Map of the memory') } });
  readonly #post: HostPort['post'];
  readonly #nextRequest: () => number;
  readonly #events: MapPaneEvents;
  readonly #canvas: MapCanvas;
  readonly #list: MapList;
  readonly #instead = element('div', { class: 'map-instead' });
  readonly #amount = element('p', { class: 'map-amount quiet' });
  #map: WireMap | undefined;
  #layout: MapLayout | undefined;
  /** What is played on the map, as soon as it is there. */
  #played: { readonly trace: WireTrace; readonly hop: number } | undefined;
  #asked: number | undefined;
  #isStale = true;
  /** To be chosen once the map is there. */
  #wanted: { readonly kind: string; readonly key: string } | undefined;

  constructor(post: HostPort['post'], nextRequest: () => number, events: MapPaneEvents) {
    this.#post = post;
    this.#nextRequest = nextRequest;
    this.#events = events;
    this.#canvas = new MapCanvas((node) => this.#choose(node, false));
    this.#list = new MapList({
      onChoose: (node) => this.#choose(node, true),
      onOpen: () => events.onOpen(),
      onHide: (kinds) => this.#canvas.hide(kinds),
    });
    const picture = element('div', { class: 'map-picture' }, this.#canvas.root, this.#amount, this.#instead);
    this.root.append(this.#list.root, picture);
    onThemeChange(() => this.#canvas.redraw());
  }

  /** The map came into sight: what is not known, or known no longer, is asked for. */
  appear(): void {
    if (this.#isStale && this.#asked === undefined) this.#ask();
    this.#list.focus();
  }

  takeChange(): void {
    this.#isStale = true;
  }

  takeMap(request: number, map: WireMap): void {
    if (request !== this.#asked) return;
    this.#asked = undefined;
    this.#isStale = false;
    this.#map = map;
    const isEmpty = map.nodes.kind.length === 0;
    this.#instead.replaceChildren(...(isEmpty ? [emptyMapNotice()] : []));
    setAttribute(this.#instead, 'hidden', !isEmpty);
    this.#amount.textContent = amountText(map);
    this.#layout = layoutMap(map);
    this.#canvas.show(map, this.#layout);
    if (this.#played !== undefined) this.play(this.#played.trace, this.#played.hop);
    this.#list.show(map.nodes);
    if (this.#wanted !== undefined) this.chooseNode(this.#wanted.kind, this.#wanted.key);
  }

  takeFailure(request: number, message: string): void {
    if (request !== this.#asked) return;
    this.#asked = undefined;
    this.#instead.replaceChildren(failureNotice(message, { label: t('Try again'), act: () => this.#ask() }));
    setAttribute(this.#instead, 'hidden', false);
  }

  /** Chooses a node by what it is, now or when the map is there; one that is not on the map is reported. */
  chooseNode(kind: string, key: string): void {
    this.#wanted = this.#map === undefined ? { kind, key } : undefined;
    if (this.#map === undefined) return;
    const node = this.#list.find(kind, key);
    if (node === undefined) this.#events.onMissing(key);
    else this.#choose(node, true);
  }

  /** Shows a hop of a recall; nothing in the place of a trace ends the play. */
  play(trace: WireTrace | undefined, hop: number): void {
    this.#played = trace && { trace, hop };
    if (this.#map !== undefined) this.#canvas.play(trace && playHop(trace, hop, this.#map, this.#layout!));
  }

  focus(): void {
    this.#list.focus();
  }

  #ask(): void {
    this.#asked = this.#nextRequest();
    this.#post({ type: 'map', request: this.#asked });
    if (this.#map !== undefined) return;
    this.#instead.replaceChildren(loadingRows(6));
    setAttribute(this.#instead, 'hidden', false);
  }

  #choose(node: number | undefined, isCentred: boolean): void {
    this.#list.choose(node);
    this.#canvas.choose(node, isCentred);
    if (node !== undefined) this.#events.onChoose(choiceOf(this.#map!, node));
  }
}

function choiceOf({ nodes, links, own }: WireMap, node: number): MapChoice {
  const neighbours: Neighbour[] = [];
  for (const [i, from] of links.from.entries()) {
    const to = links.to[i]!;
    if (from !== node && to !== node) continue;
    const other = from === node ? to : from;
    neighbours.push({
      kind: links.kind[i]!,
      nodeKind: nodes.kind[other]!,
      key: nodes.key[other]!,
      label: nodes.label[other]!,
      strength: links.strength[i]!,
      direction: from === node ? 'out' : 'in',
    });
    if (neighbours.length === neighboursMax) break;
  }
  const [kind, key, label] = [nodes.kind[node]!, nodes.key[node]!, nodes.label[node]!];
  const [feeling, lastAt] = [nodes.feeling[node]!, nodes.lastAt[node]!];
  return { kind, key, label, own: own[node], feeling, lastAt, neighbours };
}

function amountText({ nodes, links, total }: WireMap): string {
  const nodesShown = nodes.kind.length;
  const linksShown = links.from.length;
  const nodesText =
    nodesShown < total.nodes
      ? tCount(total.nodes, '{1} of {0} node', '{1} of {0} nodes', nodesShown)
      : tCount(total.nodes, '{0} node', '{0} nodes');
  const linksText =
    linksShown < total.links
      ? tCount(total.links, '{1} of {0} link', '{1} of {0} links', linksShown)
      : tCount(total.links, '{0} link', '{0} links');
  return `${nodesText}, ${linksText}`;
}
