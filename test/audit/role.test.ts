import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startAudited } from './audited.ts';

it('a write by a role has a line with the name of its caller, and the flag as it was read last', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'policy-'));
  const policy = join(folder, 'policy.json');
  const role = { allow: ['read', 'write'] };
  writeFileSync(policy, JSON.stringify({ roles: { editor: role }, callers: { web: 'editor' } }));
  const audited = await startAudited({
    GATEWAY_TOKENS: 'web=token-of-the-web-app',
    ACCESS_POLICY_FILE: policy,
  });
  const ask = (method: string, body?: object) =>
    fetch(`${audited.server.url}/v1/api/projects/1/experiments/15/`, {
      method,
      headers: { 'content-type': 'application/json', 'x-gateway-token': 'token-of-the-web-app' },
      ...(body && { body: JSON.stringify(body) }),
    });
  expect((await ask('GET')).status).toBe(200);
  expect((await ask('PATCH', { description: 'edited' })).status).toBe(200);
  expect(await audited.lines(1)).toMatchObject([
    {
      caller: 'token:web',
      operation: 'experiments_partial_update',
      flagBefore: { active: true, readAt: expect.any(String) },
      outcome: 'done',
    },
  ]);
  expect(audited.text()).not.toContain('token-of-the-web-app');
  await audited.stop();
  rmSync(folder, { recursive: true });
});
