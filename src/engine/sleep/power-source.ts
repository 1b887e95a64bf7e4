// What a system says of its power in, what the machine runs on out.
import type { PowerSource, PowerSupply } from '../model/power.ts';

/** As Linux tells it, a folder a supply. Plugged in counts, even where a weak charger does not keep up. */
export function sourceOfSupplies(supplies: readonly PowerSupply[]): PowerSource {
  const own = supplies.filter(({ scope }) => scope !== 'Device');
  const batteries = own.filter(({ type }) => type === 'Battery');
  if (batteries.length === 0) return 'unknown';
  if (own.some(({ type, online }) => type !== 'Battery' && online === '1')) return 'mains';
  // Some machines do not tell of their charger at all.
  if (batteries.some(({ status }) => status === 'Discharging')) return 'battery';
  return batteries.some(({ status }) => status !== undefined && status !== 'Unknown') ? 'mains' : 'unknown';
}

/** As `pmset -g batt` of macOS tells it: `Now drawing from 'Battery Power'`. */
export function sourceOfPmset(output: string): PowerSource {
  const [, source] = /drawing from '(\w+) Power'/.exec(output) ?? [];
  if (source === 'AC') return 'mains';
  return source === 'Battery' || source === 'UPS' ? 'battery' : 'unknown';
}
