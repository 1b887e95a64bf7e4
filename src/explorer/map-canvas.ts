// The picture itself: a laid-out map goes in, WebGL draws it; the node that the reader points at or clicks comes out.
// What the picture says is also in the list beside it, since nobody can read a canvas aloud.
import Graph from 'graphology';
import Sigma from 'sigma';
import { EdgeLineProgram, NodePointProgram } from 'sigma/rendering';
import type { WireMap } from '../protocol/map.ts';
import { element } from './element.ts';
import { mapLabel } from './map-label.ts';
import type { MapLayout } from './map-layout.ts';
import { SquarePointProgram } from './map-node-program.ts';
import { type MapTheme, readMapTheme } from './map-theme.ts';
import { prefersStillness } from './motion.ts';
import type { PlayedHop } from './played-hop.ts';

interface NodeLook extends Record<string, unknown> {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly label: string;
  readonly kind: string;
  readonly feeling: number;
}
interface LinkLook extends Record<string, unknown> {
  readonly size: number;
  /** Keys of its ends in the graph. */
  readonly from: string;
  readonly to: string;
  /** Of a link that is drawn while a recall is played: how much went over it, in (0, 1]. */
  readonly played?: number;
}

const sizes: Readonly<Record<string, readonly [min: number, max: number]>> = {
  belief: [7, 12],
  gist: [5, 9],
  rule: [5, 9],
  file: [2.5, 8],
  episode: [1.5, 4.5],
};
const sizesOfOthers = [2, 6] as const;
/** A map of more nodes draws them smaller, down to under half. */
const nodesAtFullSize = 1_500;
const sizeShareMin = 0.45;
/** Above so many links a moving picture leaves them out. */
const linksWhileMovingMax = 8_000;
const labelPx = 12;
const guestSize = 4;
/** While a recall is played, of so many nodes the names are always drawn. */
const namedShareMin = 0.3;

export class MapCanvas {
  readonly root = element('div', { class: 'map-canvas', attributes: { 'aria-hidden': 'true' } });
  readonly #onChoose: (node: number | undefined) => void;
  #graph = new Graph<NodeLook, LinkLook>({ type: 'directed', multi: true });
  #sigma: Sigma<NodeLook, LinkLook> | undefined;
  /** The chosen node and those it is linked to; undefined while none is chosen. */
  #lit: ReadonlySet<string> | undefined;
  #chosen: string | undefined;
  #hidden: ReadonlySet<string> = new Set();
  /** While a recall is played: its nodes by their names in the graph, with their shares. */
  #played: ReadonlyMap<string, number> | undefined;

  /** @param onChoose a node's place in the map, or nothing when the ground was clicked */
  constructor(onChoose: (node: number | undefined) => void) {
    this.#onChoose = onChoose;
  }

  /** Draws another map in the place of what was drawn. The canvas must stand in the document. */
  show(map: WireMap, layout: MapLayout): void {
    this.#graph = toGraph(map, layout);
    this.#played = undefined;
    this.#lit = undefined;
    this.#chosen = undefined;
    this.#draw();
  }

  /** Lights up a node with what it is linked to, and dims the rest. @param isCentred moves the picture to it */
  choose(node: number | undefined, isCentred: boolean): void {
    const key = node === undefined ? undefined : String(node);
    this.#chosen = key;
    this.#lit =
      key === undefined || !this.#graph.hasNode(key) ? undefined : new Set([key, ...this.#graph.neighbors(key)]);
    this.#sigma?.refresh({ skipIndexation: true });
    if (isCentred && key !== undefined) this.#centre(key);
  }

  /** Shows a hop of a recall in the place of the one before, or the map as it was. */
  play(hop: PlayedHop | undefined): void {
    const guests = this.#graph.filterNodes((key) => key.startsWith('played:'));
    const links = this.#graph.filterEdges((_, { played }) => played !== undefined);
    for (const link of links) this.#graph.dropEdge(link);
    for (const guest of guests) this.#graph.dropNode(guest);
    this.#played = hop && new Map(hop.nodes.map(({ graphKey, share }) => [graphKey, share]));
    for (const { graphKey, kind, label, guest } of hop?.nodes ?? []) {
      if (guest)
        this.#graph.addNode(graphKey, { ...guest, kind, label: mapLabel(kind, label), size: guestSize, feeling: 0 });
    }
    for (const { from, to, share } of hop?.links ?? []) {
      this.#graph.addEdge(from, to, { size: 1 + 2 * share, from, to, played: share });
    }
    this.#sigma?.refresh();
  }

  /** Kinds of nodes to leave out. */
  hide(kinds: ReadonlySet<string>): void {
    this.#hidden = kinds;
    this.#sigma?.refresh({ skipIndexation: true });
  }

  /** The theme or the size is another. */
  redraw(): void {
    if (this.#sigma !== undefined) this.#draw();
  }

  #draw(): void {
    this.#sigma?.kill();
    const theme = readMapTheme(this.root);
    this.#sigma = new Sigma<NodeLook, LinkLook>(this.#graph, this.root, {
      // An episode has another shape as well as another colour, since not everyone tells colours apart.
      nodeProgramClasses: { circle: NodePointProgram, square: SquarePointProgram<NodeLook, LinkLook> },
      edgeProgramClasses: { line: EdgeLineProgram },
      defaultNodeType: 'circle',
      defaultEdgeType: 'line',
      nodeReducer: (key, look) => this.#nodeLook(key, look, theme),
      edgeReducer: (_, look) => this.#linkLook(look, theme),
      zIndex: true,
      hideEdgesOnMove: this.#graph.size > linksWhileMovingMax,
      labelFont: theme.font,
      labelSize: labelPx,
      labelColor: { color: theme.text },
      labelRenderedSizeThreshold: 6,
      labelDensity: 0.5,
      defaultDrawNodeHover: (context, node) => drawHover(context, node, theme),
      minCameraRatio: 0.02,
      maxCameraRatio: 3,
      stagePadding: 24,
      allowInvalidContainer: true,
    });
    this.#sigma.on('clickNode', ({ node }) => this.#onChoose(Number(node)));
    this.#sigma.on('clickStage', () => this.#onChoose(undefined));
  }

  #nodeLook(key: string, look: NodeLook, theme: MapTheme) {
    const colour = theme.nodeColour(look.kind, look.feeling);
    const played = this.#played?.get(key);
    if (played !== undefined) return playedLook(look, played, colour);
    const isLit = this.#played === undefined && (this.#lit === undefined || this.#lit.has(key));
    const isChosen = key === this.#chosen;
    return {
      x: look.x,
      y: look.y,
      type: look.kind === 'episode' ? 'square' : 'circle',
      size: isChosen ? look.size * 1.6 + 2 : look.size,
      color: isLit ? colour : theme.dimmed(colour),
      label: isLit ? look.label : '',
      forceLabel: isChosen,
      hidden: this.#hidden.has(look.kind),
      zIndex: isLit ? 1 : 0,
    };
  }

  #linkLook({ from, to, size, played }: LinkLook, theme: MapTheme) {
    if (this.#played !== undefined) return { size, color: theme.linkLit, hidden: played === undefined, zIndex: 1 };
    if (this.#lit === undefined) return { size, color: theme.link };
    const isLit = from === this.#chosen || to === this.#chosen;
    return { size, color: theme.linkLit, hidden: !isLit, zIndex: 1 };
  }

  #centre(key: string): void {
    const sigma = this.#sigma!;
    const at = sigma.getNodeDisplayData(key);
    if (at === undefined) return;
    const camera = sigma.getCamera();
    const ratio = Math.min(camera.getState().ratio, 0.5);
    if (prefersStillness()) camera.setState({ x: at.x, y: at.y, ratio });
    else void camera.animate({ x: at.x, y: at.y, ratio }, { duration: 300 });
  }
}

function playedLook({ x, y, size, kind, label }: NodeLook, share: number, color: string) {
  const type = kind === 'episode' ? 'square' : 'circle';
  const isNamed = share >= namedShareMin;
  return { x, y, type, size: 3 + size + 8 * share, color, label: isNamed ? label : '', forceLabel: isNamed, zIndex: 2 };
}

function toGraph(map: WireMap, { x, y }: MapLayout): Graph<NodeLook, LinkLook> {
  const graph = new Graph<NodeLook, LinkLook>({ type: 'directed', multi: true });
  const { kind, label, feeling, activation } = map.nodes;
  const share = Math.max(sizeShareMin, Math.min(1, Math.sqrt(nodesAtFullSize / kind.length)));
  for (const [place, nodeKind] of kind.entries()) {
    const [min, max] = sizes[nodeKind] ?? sizesOfOthers;
    const size = share * (min + (max - min) * activation[place]!);
    const look = {
      x: x[place]!,
      y: y[place]!,
      size,
      label: mapLabel(nodeKind, label[place]!),
      kind: nodeKind,
      feeling: feeling[place]!,
    };
    graph.addNode(place, look);
  }
  const { from, to, strength } = map.links;
  for (const [i, start] of from.entries()) {
    const size = Math.min(2.5, 0.4 + 0.25 * Math.log2(1 + strength[i]!));
    // With a name of its own: making up 50,000 of them takes a third of the time until the map is drawn.
    graph.addEdgeWithKey(i, start, to[i]!, { size, from: String(start), to: String(to[i]!) });
  }
  return graph;
}

/** The label of the node under the pointer, on the page's own ground. */
function drawHover(
  context: CanvasRenderingContext2D,
  node: { readonly x: number; readonly y: number; readonly size: number; readonly label?: string | null },
  { ground, text, font }: MapTheme,
): void {
  const { x, y, size, label } = node;
  context.strokeStyle = text;
  context.lineWidth = 1.5;
  context.beginPath();
  context.arc(x, y, size + 2, 0, 2 * Math.PI);
  context.stroke();
  if (!label) return;
  context.font = `${labelPx}px ${font}`;
  const left = x + size + 6;
  const width = context.measureText(label).width;
  context.fillStyle = ground;
  context.fillRect(left - 3, y - labelPx * 0.85, width + 6, labelPx * 1.7);
  context.lineWidth = 0.5;
  context.strokeRect(left - 3, y - labelPx * 0.85, width + 6, labelPx * 1.7);
  context.fillStyle = text;
  context.fillText(label, left, y + labelPx * 0.36);
}
