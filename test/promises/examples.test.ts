import { globSync, readFileSync } from 'node:fs';
import { parse, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultTabs } from '../../src/graphiql/tabs.ts';
import { schema } from '../../src/graph/schema.ts';
import { documentOf } from '../support/examples.ts';
import { startInProcess, type InProcess } from '../support/in-process.ts';
import {
  ExperimentsDashboardDocument,
  ExperimentTimeseriesDocument,
} from '../support/generated/graphql.ts';
import { ask, post } from '../support/post.ts';

const root = new URL('../../examples/', import.meta.url);
const names = globSync('*.graphql', { cwd: root })
  .map((path) => path.replace('.graphql', ''))
  .sort();

function variablesOf(name: string): Record<string, unknown> {
  const [path] = globSync(`${name}.variables.json`, { cwd: root });
  return path === undefined
    ? {}
    : (JSON.parse(readFileSync(new URL(path, root), 'utf8')) as Record<string, unknown>);
}

let server: InProcess;
beforeAll(async () => {
  server = await startInProcess();
});
afterAll(() => server.stop());

describe('an example', () => {
  it.each(names)('is valid against the schema: %s', (name) => {
    expect(validate(schema, parse(documentOf(name)))).toEqual([]);
  });

  it.each(names)('is answered by the sandbox without an error or a null: %s', async (name) => {
    const { body } = await post(server.url, documentOf(name), { variables: variablesOf(name) });
    expect(body.errors).toBeUndefined();
    for (const answer of Object.values(body.data as Record<string, unknown>)) {
      expect(answer).not.toBeNull();
      expect(answer).not.toHaveProperty('code');
    }
  });

  it('shows the running experiments with their verdicts: dashboard', async () => {
    const { data } = await ask(server.url, ExperimentsDashboardDocument, {});
    const { nodes, totalCount } = data?.experiments ?? { nodes: [], totalCount: 0 };
    expect(nodes).toHaveLength(totalCount ?? 0);
    expect(new Set(nodes.map((one) => one?.status))).toEqual(new Set(['RUNNING']));
    const verdicts = nodes
      .flatMap((one) => one?.metrics ?? [])
      .map((metric) => metric?.verdict?.state);
    expect(verdicts).toContain('WINNING');
    expect(verdicts).toContain('INCONCLUSIVE');
  });

  it('shows consecutive days for each primary metric: experiment-timeseries', async () => {
    const { data } = await ask(server.url, ExperimentTimeseriesDocument, {
      flagKey: 'one-page-checkout',
    });
    for (const metric of data?.experiment?.metrics ?? []) {
      const days = (metric?.timeseries?.points ?? []).map(({ date }) => String(date));
      expect(days.length).toBeGreaterThan(5);
      expect(days).toEqual(days.toSorted());
    }
    expect(data?.experiment?.metrics).not.toHaveLength(0);
  });

  it('is the content of each predefined GraphiQL tab', () => {
    const documents = names.map(documentOf);
    expect(defaultTabs(true)).toHaveLength(3);
    for (const tab of defaultTabs(true)) expect(documents).toContain(tab.query);
  });

  it('is opened in GraphiQL without an experiment and as a dry run, unless PostHog is the sandbox', () => {
    const variablesOfLaunch = (isSandbox: boolean) => {
      const tabs = defaultTabs(isSandbox);
      const tab = tabs.find(({ query }) => query.includes('launchExperiment('));
      return JSON.parse(tab?.variables ?? '') as unknown;
    };
    expect(variablesOfLaunch(false)).toEqual({ id: '', dryRun: true });
    expect(variablesOfLaunch(true)).toEqual({ id: '28', dryRun: false });
  });
});
