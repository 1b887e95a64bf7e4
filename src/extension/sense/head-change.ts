// Where a repository stood and where it stands now come in; what the developer did to get there comes out.

export interface Head {
  /** Absent while no branch is checked out. */
  readonly branch: string | undefined;
  /** Sha; absent before the first commit. */
  readonly commit: string | undefined;
}

export interface HeadChange {
  /** Set where another branch was checked out, or a commit without one. */
  readonly checkout?: { readonly branch: string; readonly was: string };
  /** Another commit is checked out: there may be commits that nobody has seen yet. */
  readonly hasMoved: boolean;
}

const shaChars = 8;

export function compareHeads(was: Head, now: Head): HeadChange {
  const hasMoved = now.commit !== undefined && now.commit !== was.commit;
  // Without a branch, only the commit tells one place from another.
  const isElsewhere = now.branch !== was.branch || (now.branch === undefined && hasMoved);
  if (!isElsewhere) return { hasMoved };
  return { checkout: { branch: nameOf(now), was: nameOf(was) }, hasMoved };
}

function nameOf({ branch, commit }: Head): string {
  return branch ?? commit?.slice(0, shaChars) ?? 'nothing';
}
