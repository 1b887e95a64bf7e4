// What becomes of evidence: the working tree as it is looked at comes in by a port, how each cited place stands goes out.
// Nothing of it is kept, since it is true for as long as nobody writes.

/** A file now. Without a text it is there, and is too large to be looked at, or no text. */
export type FileNow = { readonly there: false } | { readonly there: true; readonly text?: string };

export interface WorkingTree {
  /** @param path relative to the root, POSIX separators; one that leads out of it is not there */
  read(root: string, path: string): FileNow;
  /** Of full hashes, those that the repository does not hold; none where git does not say. Bounded in time. */
  missingCommits(root: string, shas: readonly string[]): Promise<ReadonlySet<string>>;
}

/** `changed`: what the evidence says of the file stands in it no longer. `gone`: there is no such file. */
export type PlaceNow = 'changed' | 'gone';

export interface Citation {
  /** Id of the event that is cited for what stands at the places; absent where it is cited for something else. */
  readonly event?: string;
  /** Relative to the project's root. */
  readonly paths: readonly string[];
}

export interface CitationCheck {
  /** Of the places, those that are not as the evidence has them. */
  readonly places: ReadonlyMap<string, PlaceNow>;
  /** Of the places, those that go by another name now; what is said of them is said of the file under that name. */
  readonly moved: ReadonlyMap<string, string>;
  /** The event is a commit that this repository does not hold, such as one that was rewritten. */
  readonly isCommitGone: boolean;
}
