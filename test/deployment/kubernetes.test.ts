import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config/config.ts';
import { unknownVariables } from './known-variables.ts';
import {
  manifestsIn,
  readManifests,
  root,
  typeErrors,
  yamlFiles,
  type Manifest,
} from './manifests.ts';

const DIRECTORY = 'examples/deployment/kubernetes';
const KUBECTL = '/usr/bin/kubectl';
if (!existsSync(KUBECTL)) {
  // Debian's own is too old: its Kustomize does not know `patches`.
  process.stdout.write(
    `The overlay for Kubernetes is not rendered: no ${KUBECTL} on this machine.\n`,
  );
}

interface Kustomization extends Manifest {
  readonly resources: readonly string[];
  readonly patches?: readonly { readonly path: string }[];
}

const files = yamlFiles(DIRECTORY);
const kustomizationOf = (name: string) =>
  readManifests(`${DIRECTORY}/${name}/kustomization.yaml`)[0] as Kustomization;
const resourcesOf = (name: string) =>
  kustomizationOf(name)
    .resources.filter((file) => file.endsWith('.yaml'))
    .flatMap((file) => readManifests(`${DIRECTORY}/${name}/${file}`));
const base = resourcesOf('base');
const gateway = base.find(({ kind }) => kind === 'Deployment')!;
const [container] = gateway['spec'].template.spec.containers;
const settings = parseEnv(readFileSync(`${root}${DIRECTORY}/base/settings.env`, 'utf8'));

describe('the files for Kubernetes', () => {
  it('are used, each of them', () => {
    const used = ['base', 'replicas'].flatMap((name) => {
      const { resources, patches = [] } = kustomizationOf(name);
      const all = ['kustomization.yaml', ...resources, ...patches.map(({ path }) => path)];
      return all
        .filter((file) => file.endsWith('.yaml'))
        .map((file) => `${DIRECTORY}/${name}/${file}`);
    });
    expect(used.toSorted()).toEqual(files);
  });

  it('have the fields that Kubernetes defines, and no others', () => {
    expect(typeErrors([...base, ...resourcesOf('replicas')])).toEqual([]);
    const misspelled = { ...gateway, spec: { ...gateway['spec'], replica: 2 } };
    expect(typeErrors([misspelled]).join()).toContain(`'"replica"' does not exist`);
  });

  it('set variables that the server reads, to values that it accepts', () => {
    const inPod = container.env.map(({ name }: { name: string }) => name) as string[];
    expect(unknownVariables([...Object.keys(settings), ...inPod])).toEqual([]);
    expect(() => readConfig(settings as Record<string, string>)).not.toThrow();
  });

  it('give a pod the time that it takes to stop', () => {
    const seconds = gateway['spec'].template.spec.terminationGracePeriodSeconds as number;
    const { SHUTDOWN_DELAY_MS = '', SHUTDOWN_TIMEOUT_MS = '' } = settings;
    expect(seconds * 1_000).toBeGreaterThan(
      2 * Number(SHUTDOWN_DELAY_MS) + Number(SHUTDOWN_TIMEOUT_MS),
    );
  });

  it('run as a user without rights, on a read-only root file system, and with secrets in files', () => {
    expect(gateway['spec'].template.spec.securityContext).toMatchObject({
      runAsNonRoot: true,
      runAsUser: 1000,
    });
    expect(container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    const names = [...Object.keys(settings), ...container.env.map(({ name }: Manifest) => name)];
    expect(names.filter((name) => /(?:KEY|TOKEN)$/.test(String(name)))).toEqual([]);
  });

  it.skipIf(!existsSync(KUBECTL))('render to several replicas that share a Redis', () => {
    const text = execFileSync(KUBECTL, ['kustomize', `${root}${DIRECTORY}/replicas`], {
      encoding: 'utf8',
    });
    const rendered = manifestsIn(text);
    expect(typeErrors(rendered)).toEqual([]);
    const find = (kind: string, name: RegExp) =>
      rendered.find((one) => one.kind === kind && name.test(one.metadata.name))!;
    const map = find('ConfigMap', /^experiments-graph-/);
    const deployment = find('Deployment', /graph$/);
    expect(map['data']).toMatchObject({
      ...settings,
      REDIS_URL: expect.stringContaining('redis:'),
    });
    expect(deployment['spec']).not.toHaveProperty('replicas');
    expect(deployment['spec'].template.spec.containers[0].envFrom).toEqual([
      { configMapRef: { name: map.metadata.name } },
    ]);
    expect(find('HorizontalPodAutoscaler', /graph$/)['spec'].minReplicas).toBeGreaterThan(1);
  });
});
