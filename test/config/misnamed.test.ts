import { describe, expect, it } from 'vitest';
import { misnamedVariables } from '../../src/config/misnamed.ts';
import { variables } from '../../src/config/variables.ts';

const meant = (environment: Record<string, string>) =>
  misnamedVariables(environment).map((one) => [one.name, one.meant]);

describe('a variable that is not a setting', () => {
  it.each([
    ['POSTHOG_APIKEY', 'POSTHOG_API_KEY'],
    ['POSTHOG_KEY', 'POSTHOG_API_KEY'],
    ['POSTHOG_TOKEN', 'POSTHOG_API_KEY'],
    ['POSTHOG_PERSONAL_API_KEY', 'POSTHOG_API_KEY'],
    ['POSTHOG_URL', 'POSTHOG_HOST'],
    ['POSTHOG_API_HOST', 'POSTHOG_HOST'],
    ['PostHog_Host', 'POSTHOG_HOST'],
    ['POSTHOG_PROJECT', 'POSTHOG_PROJECT_ID'],
    ['POSTHOG_TEAM_ID', 'POSTHOG_PROJECT_ID'],
    ['POSTHOG_API_KEY_FILES', 'POSTHOG_API_KEY_FILE'],
    ['GATEWAY_SECRET', 'GATEWAY_TOKEN'],
    ['CORS_ORIGIN', 'CORS_ORIGINS'],
    ['CORS_ALLOWED_ORIGINS', 'CORS_ORIGINS'],
    ['ALLOWED_HOST', 'ALLOWED_HOSTS'],
    ['REQUEST_TIMEOUT', 'REQUEST_TIMEOUT_MS'],
    ['KEEPALIVE_TIMEOUT_MS', 'KEEP_ALIVE_TIMEOUT_MS'],
    ['FRESH_EXPERIMENTS', 'FRESH_EXPERIMENTS_SECONDS'],
    ['GRAPHIQL_ENABLED', 'GRAPHIQL'],
    ['LOGLEVEL', 'LOG_LEVEL'],
    ['SANDBOX_PROT', 'SANDBOX_PORT'],
  ])('is named with the one it resembles: %s, %s', (name, setting) => {
    expect(meant({ [name]: 'value' })).toEqual([[name, setting]]);
  });

  it('is named without its value, which may be a secret', () => {
    const [misnamed] = misnamedVariables({ POSTHOG_APIKEY: 'phx_secret' });
    expect(misnamed?.message).toBe(
      'POSTHOG_APIKEY is not a setting. Did you mean POSTHOG_API_KEY?',
    );
    expect(JSON.stringify(misnamed)).not.toContain('phx_secret');
  });

  it.each([
    'HOME',
    'HOSTNAME',
    'HOSTTYPE',
    'PORTS',
    'PATH',
    'TEST_PORT',
    'TCP_PORT',
    'HTTP_PORT',
    'NODE_ENV',
    'LOGNAME',
    'RUST_LOG',
    'npm_config_loglevel',
    'AWS_LOG_LEVEL',
    'REQUESTS_CA_BUNDLE',
    'DASHBOARD_PORT',
    'MCP_TIMEOUT',
    'GATEWAY_INTERFACE',
  ])('is not named when it only happens to share a word: %s', (name) => {
    expect(meant({ [name]: 'value' })).toEqual([]);
  });

  it('is not named when it is a setting, or empty', () => {
    const settings = Object.fromEntries(Object.keys(variables).map((name) => [name, '1']));
    expect(meant({ ...settings, POSTHOG_APIKEY: ' ' })).toEqual([]);
  });

  it('is not named when Kubernetes set it to describe a service', () => {
    const service = {
      POSTHOG_SERVICE_HOST: '10.0.0.1',
      POSTHOG_SERVICE_PORT: '8000',
      POSTHOG_PORT: 'tcp://10.0.0.1:8000',
      POSTHOG_PORT_8000_TCP_ADDR: '10.0.0.1',
    };
    expect(meant(service)).toEqual([]);
    expect(meant({ ...service, POSTHOG_APIKEY: 'x' })).toHaveLength(1);
  });
});
