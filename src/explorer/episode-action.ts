// Where the page of an episode leads; the explorer carries these out.
import type { WireTraceCue } from '../protocol/trace.ts';

/** What the reader may do with an episode. */
export interface EpisodeActions {
  /** Shows what the event changed as a diff. */
  openEvent(id: string): void;
  openFile(path: string): void;
  selectEpisode(id: string): void;
  searchFor(text: string): void;
  /** Shows on the map what it brings to mind, step by step. @param title what it is, to the reader */
  playRecall(cue: WireTraceCue, title: string): void;
}
