import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { PowerSupply } from '../../../src/engine/model/power.ts';
import { readSupplies } from '../../../src/engine/power-reader.ts';
import { sourceOfPmset, sourceOfSupplies } from '../../../src/engine/sleep/power-source.ts';
import { makeFolder } from '../store/small-memory.ts';

describe('what a machine runs on, by its supplies', () => {
  const unplugged = { type: 'Mains', online: '0' };
  const plugged = { type: 'Mains', online: '1' };
  const battery = (status?: string): PowerSupply => ({ type: 'Battery', ...(status !== undefined && { status }) });
  const mouse = { type: 'Battery', scope: 'Device', status: 'Discharging' };
  it.each<[string, readonly PowerSupply[], string]>([
    ['a machine without a battery', [plugged], 'unknown'],
    ['a machine that tells nothing', [], 'unknown'],
    ['a laptop on its battery', [unplugged, battery('Discharging')], 'battery'],
    ['a laptop that charges', [plugged, battery('Charging')], 'mains'],
    ['a laptop that is full', [plugged, battery('Full')], 'mains'],
    ['a laptop whose charger does not keep up', [{ type: 'USB', online: '1' }, battery('Discharging')], 'mains'],
    ['a laptop that keeps quiet of its charger', [battery('Discharging')], 'battery'],
    ['the same, charging', [battery('Charging')], 'mains'],
    ['two batteries, one at rest', [unplugged, battery('Not charging'), battery('Discharging')], 'battery'],
    ['a battery that does not know', [unplugged, battery('Unknown')], 'unknown'],
    ['a battery that does not say', [battery()], 'unknown'],
    ['a mouse that runs on its own', [mouse], 'unknown'],
    ['a mouse beside a laptop that charges', [battery('Charging'), mouse], 'mains'],
  ])('%s', (_, supplies, source) => expect(sourceOfSupplies(supplies)).toBe(source));
});

it('reads a folder a supply, and only the facts that there are', async () => {
  const place = makeFolder();
  const tell = (name: string, facts: Readonly<Record<string, string>>) => {
    mkdirSync(join(place, name));
    for (const [fact, text] of Object.entries(facts)) writeFileSync(join(place, name, fact), `${text}\n`);
  };
  expect(await readSupplies(place)).toBe('unknown');
  tell('BAT0', { type: 'Battery', status: 'Discharging' });
  tell('hid-mouse', { type: 'Battery', scope: 'Device', online: '1' });
  expect(await readSupplies(place)).toBe('battery');
  tell('AC', { type: 'Mains', online: '1' });
  expect(await readSupplies(place)).toBe('mains');
  expect(await readSupplies(join(place, 'nowhere'))).toBe('unknown');
});

it.each([
  ["Now drawing from 'AC Power'\n -InternalBattery-0 (id=1)\t100%; charged; 0:00 remaining present: true", 'mains'],
  ["Now drawing from 'Battery Power'\n -InternalBattery-0 (id=1)\t80%; discharging; 4:12 remaining", 'battery'],
  ["Now drawing from 'UPS Power'", 'battery'],
  ['', 'unknown'],
])('reads pmset: %j', (output, source) => expect(sourceOfPmset(output)).toBe(source));
