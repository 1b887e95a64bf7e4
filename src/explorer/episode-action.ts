// Where the page of an episode leads; the explorer carries these out.

/** What the reader may do with an episode. */
export interface EpisodeActions {
  /** Shows what the event changed as a diff. */
  openEvent(id: string): void;
  openFile(path: string): void;
  selectEpisode(id: string): void;
  searchFor(text: string): void;
}
