// Links between files that change together, whose weight fades with all that is learned after: in, commits; out, how
// strongly a file brings up each other.

/** Commits, of whichever project, in which a link loses half its weight. */
const halfLife = 60;

export class FadingLinks {
  readonly #links = new Map<string, Map<string, { weight: number; at: number }>>();
  #now = 0;

  learn(paths: readonly string[], folder: string): void {
    this.#now += 1;
    for (const from of paths) {
      const links = this.#links.get(`${folder}/${from}`) ?? new Map<string, { weight: number; at: number }>();
      this.#links.set(`${folder}/${from}`, links);
      for (const to of paths) {
        if (to !== from) links.set(to, { weight: this.#faded(links.get(to)) + 1, at: this.#now });
      }
    }
  }

  /** Shares of what the file brings up; each is at most 1, and less the longer it was not used. */
  from(path: string, folder: string): Map<string, number> {
    const links = this.#links.get(`${folder}/${path}`) ?? new Map();
    // What is fainter than this is not reached.
    const felt = [...links].map(([to, link]) => [to, this.#faded(link)] as const).filter(([, w]) => w > 0.05);
    return new Map(felt.map(([to, weight]) => [to, weight / (weight + 1)]));
  }

  #faded(link: { weight: number; at: number } | undefined): number {
    return link === undefined ? 0 : link.weight * 0.5 ** ((this.#now - link.at) / halfLife);
  }
}
