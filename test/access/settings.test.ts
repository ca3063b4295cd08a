import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { afterAll, describe, expect, it } from 'vitest';
import { runCommand } from '../support/command-line.ts';
import { problemsOf } from '../config/problems-of.ts';
import { startInProcess } from '../support/in-process.ts';
import { Files } from './support/files.ts';

const files = new Files();
afterAll(() => {
  files.remove();
});

describe('a secret in a file', () => {
  it('is used as if the variable held it, without the line break at its end', () => {
    const path = files.write('token', 'too short\n');
    expect(problemsOf({ GATEWAY_TOKEN_FILE: path })).toEqual([
      'GATEWAY_TOKEN must be at least 16 printable characters without spaces.',
    ]);
    files.write('token', 'long-enough-without-spaces\n');
    expect(problemsOf({ GATEWAY_TOKEN_FILE: path })).toEqual([]);
  });

  it('is refused beside the variable itself, and when it cannot be read', () => {
    const path = files.write('url', 'redis://127.0.0.1:6379');
    expect(problemsOf({ REDIS_URL: 'redis://127.0.0.1', REDIS_URL_FILE: path })).toEqual([
      'REDIS_URL and REDIS_URL_FILE are both set: set only one of them.',
    ]);
    expect(problemsOf({ REDIS_ENCRYPTION_KEY_FILE: '/nowhere/key' })).toEqual([
      'REDIS_ENCRYPTION_KEY_FILE names a file that cannot be read (ENOENT).',
    ]);
  });
});

describe('a policy that is wrong', () => {
  it.each([
    [
      'roles:\n  a: { allow: [raed] }',
      'Line 2: raed is no effect, operation or mutation. Did you mean read?',
    ],
    ['roles:\n  a:\n    alow: [read]', 'Line 3: roles.a.alow is not a setting of a policy.'],
    [
      'roles:\n  a: { allow: [read] }\ndefaultRole: b',
      'Line 3: there is no role b. Did you mean a?',
    ],
    ['roles: [', 'Line 1:'],
  ])('stops the start with its line: %j', async (text, expected) => {
    const file = files.write('policy.yaml', text);
    await expect(startInProcess({ ACCESS_POLICY_FILE: file })).rejects.toThrow(expected);
  });

  it('stops the start when it leaves out the caller of a token', async () => {
    const file = files.write('policy.yaml', 'roles:\n  a: { allow: [read] }');
    const environment = { ACCESS_POLICY_FILE: file, GATEWAY_TOKEN: 'a-token-of-sixteen' };
    await expect(startInProcess(environment)).rejects.toThrow('gives no role to the token gateway');
  });
});

describe('a file of settings', () => {
  const explain = (config: string, environment: Record<string, string> = {}) =>
    runCommand(['explain', 'examples/queries/holdouts.graphql', '--config', config], {
      environment,
    });

  it('takes the place of variables, over which the environment takes precedence', async () => {
    const file = files.write(
      'gateway.yaml',
      'POSTHOG_CALLS_PER_MINUTE: 10\nINTROSPECTION: false\n',
    );
    expect((await explain(file)).printed).toContain("20 % of a minute's budget");
    const { printed } = await explain(file, { POSTHOG_CALLS_PER_MINUTE: '100' });
    expect(printed).toContain("2 % of a minute's budget");
  });

  it('is refused with the line of a name that is no setting, and the name that was meant', async () => {
    const file = files.write('gateway.yaml', '# Ours\nPORT: 4000\nGATEWAY_TOKN: secret-of-ours\n');
    const { exitCode, complaints } = await explain(file);
    expect({ exitCode, complaints }).toEqual({
      exitCode: 1,
      complaints: `Invalid configuration:\n  - ${file}, line 3: GATEWAY_TOKN is not a setting. Did you mean GATEWAY_TOKEN?`,
    });
  });

  it('fits the schema for editors', () => {
    const read = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as object;
    const fits = new Ajv2020({ allowUnionTypes: true, strictTypes: false }).compile(
      read('schema/config.schema.json'),
    );
    const settings = (text: string) => parse(text) as unknown;
    expect(
      fits(settings('PORT: 80\nCORS_ORIGINS: [https://a.example]\nINTROSPECTION: false')),
    ).toBe(true);
    expect(fits(settings('PORTS: 80'))).toBe(false);
    expect(fits(settings('LOG_LEVEL: loud'))).toBe(false);
  });
});
