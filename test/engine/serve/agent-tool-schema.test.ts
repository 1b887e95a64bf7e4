// The editor reads the tools from the manifest of the extension, agents beside it from the protocol: both must say the
// same, in few words.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../../../scripts/build.ts';
import { countTokens } from '../../../src/engine/serve/agent-text.ts';
import { listMcpTools } from '../../../src/engine/serve/mcp-bridge.ts';

const manifest = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as {
  contributes: { languageModelTools: { name: string; modelDescription: string; inputSchema: object }[] };
};

test('the manifest has the tools of the protocol, word for word', () => {
  const declared = manifest.contributes.languageModelTools.map(({ name, modelDescription, inputSchema }) => ({
    name,
    description: modelDescription,
    inputSchema,
  }));
  expect(declared).toEqual(
    listMcpTools().map(({ name, description, inputSchema }) => ({ name, description, inputSchema })),
  );
  expect(declared.length).toBeLessThanOrEqual(6);
  expect(countTokens(JSON.stringify(listMcpTools()))).toBeLessThanOrEqual(1_200);
});
