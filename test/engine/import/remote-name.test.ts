import { expect, test } from 'vitest';
import { normaliseRemote } from '../../../src/engine/import/remote-name.ts';

test.each([
  ['https://example.com/ada/shop.git', 'example.com/ada/shop'],
  ['https://ada:hunter2@Example.COM:8443/ada/shop.git/', 'example.com/ada/shop'],
  ['https://t0ken@example.com/ada/shop', 'example.com/ada/shop'],
  ['https://ada:pass@word@example.com/ada/shop', 'example.com/ada/shop'],
  ['git@example.com:ada/shop.git', 'example.com/ada/shop'],
  ['example.com:ada/shop', 'example.com/ada/shop'],
  ['ssh://git@example.com:2222/ada/shop.git', 'example.com/ada/shop'],
  ['git://example.com//ada/shop', 'example.com/ada/shop'],
  ['https://example.com/group/sub/Shop.git?token=abc', 'example.com/group/sub/Shop'],
  ['git@[::1]:ada/shop.git', '[::1]/ada/shop'],
  ['/srv/git/shop.git', undefined],
  ['../shop.git', undefined],
  ['file:///srv/git/shop.git', undefined],
  ['C:\\repos\\shop', undefined],
  ['C:/repos/shop', undefined],
  ['', undefined],
])('%s → %s', (address, name) => {
  expect(normaliseRemote(address)).toBe(name);
});
