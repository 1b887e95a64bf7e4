import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareVersions, welcomeClient } from '../../../src/engine/serve/version-order.ts';
import { protocolVersion } from '../../../src/protocol/handshake.ts';

const other = protocolVersion + 1;

test.each([
  // client, speaks our protocol, verdict of an engine of 1.4.0
  ['1.4.0', true, 'accepted'],
  ['1.3.9', true, 'accepted'],
  ['1.10.0', true, 'retiring'],
  ['2.0.0-beta', false, 'retiring'],
  ['1.4.0-beta', true, 'accepted'],
  ['1.3.0', false, 'client-too-old'],
  ['1.4.0', false, 'client-too-old'],
  ['nonsense', true, 'accepted'],
])('a client of %s that speaks our protocol: %s is %s', (version, isOurs, verdict) => {
  expect(welcomeClient('1.4.0', { version, protocol: isOurs ? protocolVersion : other })).toBe(verdict);
});

test('the order is one: turned round it turns its sign', () => {
  const version = fc
    .tuple(fc.nat(20), fc.nat(20), fc.nat(20), fc.constantFrom('', '-beta'))
    .map(([a, b, c, d]) => `${a}.${b}.${c}${d}`);
  fc.assert(
    fc.property(
      version,
      version,
      (a, b) => Math.sign(compareVersions(a, b)) === -Math.sign(compareVersions(b, a)) || a === b,
    ),
  );
});
