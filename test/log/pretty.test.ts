import { expect, it } from 'vitest';
import { startInProcess } from '../support/in-process.ts';

it('LOG_FORMAT=pretty writes lines for people, without keys', async () => {
  const server = await startInProcess({ LOG_FORMAT: 'pretty' });
  const response = await fetch(`${server.url}/graphql?query={__typename}&key=phx_secret`, {
    headers: { 'x-request-id': 'phx_secret' },
  });
  await response.text();
  await server.stop();
  const [line = ''] = server.logText().split('\n');
  expect(line).toMatch(/^\[\d\d:\d\d:\d\d\.\d{3}] INFO: request \{.*"path":"\/graphql"/);
  expect(server.logText()).not.toContain('secret');
});
