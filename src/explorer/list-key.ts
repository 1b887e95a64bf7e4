// A key pressed in the timeline goes in; the row it leads to comes out. Pure, so that every key can be tested.

export interface ListPosition {
  /** Undefined while no row has been visited. */
  readonly active: number | undefined;
  /** Rows that exist, on every page. */
  readonly count: number;
  /** Rows that fit into the window. */
  readonly rowsInSight: number;
}

/**
 * The row that a key leads to, by the habits of list boxes.
 *
 * @param key as `KeyboardEvent.key` names it
 * @returns in [0, count), or undefined when the key does not move or there is nowhere to go
 */
export function rowAfterKey(key: string, { active, count, rowsInSight }: ListPosition): number | undefined {
  if (count === 0) return undefined;
  const page = Math.max(1, rowsInSight - 1);
  const within = (row: number) => Math.min(count - 1, Math.max(0, row));
  switch (key) {
    case 'ArrowDown':
      return active === undefined ? 0 : within(active + 1);
    case 'ArrowUp':
      return active === undefined ? 0 : within(active - 1);
    case 'PageDown':
      return within((active ?? 0) + page);
    case 'PageUp':
      return within((active ?? 0) - page);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
