// Days and numbers as the memory's own sentences write them: the same wherever they are read.

/** `2024-03-12`, in UTC. @param atMs Unix time in ms */
export function dayOf(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 10);
}

/** `1 commit`, `1,204 commits` */
export function count(n: number, one: string, many: string): string {
  return `${n.toLocaleString('en')} ${n === 1 ? one : many}`;
}
