// How long to wait before trying again what failed several times in a row.

/**
 * Doubles from one second to half a minute.
 *
 * @param failures in a row, at least 1
 * @returns ms
 */
export function retryDelayMs(failures: number): number {
  return Math.min(1_000 * 2 ** (failures - 1), 30_000);
}
