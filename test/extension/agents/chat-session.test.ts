// The conversation of a call, from the token that the editor gives with it.
import { expect, test } from 'vitest';
import { chatSessionOf } from '../../../src/extension/agents/chat-session.ts';

const id = '218ea48f-cbd1-40ee-ae85-75f1e77612ee';

test.each([
  [{ sessionResource: { scheme: 'vscode-chat-session', path: `/${Buffer.from(id).toString('base64')}` } }, id],
  [{ sessionResource: { path: `/${Buffer.from(id).toString('base64url')}` } }, id],
  [{ sessionResource: { path: '/untitled-1' } }, 'untitled-1'],
  [{ sessionResource: { path: '/' } }, undefined],
  [{ sessionResource: undefined }, undefined],
  [undefined, undefined],
])('%j', (token, session) => {
  expect(chatSessionOf(token)).toBe(session);
});
