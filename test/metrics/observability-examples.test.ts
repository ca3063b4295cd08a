import { describe, expect, it } from 'vitest';
import { startInProcess } from '../support/in-process.ts';
import { scrape } from '../support/metrics.ts';
import {
  dashboard,
  metricsIn,
  observabilityFolder,
  readme,
  rules,
  testedAlerts,
} from '../support/observability-examples.ts';
import { promtool, runsPrometheus } from '../support/prometheus.ts';

/** Metrics of several replicas, which a single process does not have. */
const OF_REPLICAS = ['experiments_graph_shared_store_up', 'experiments_graph_replicas'];
/** Of a server with several workers. */
const OF_WORKERS = ['experiments_graph_worker_restarts_total'];
/** Of a process that watches. */
const OF_WATCHERS = [
  'experiments_graph_watch_last_round_timestamp_seconds',
  'experiments_graph_watch_working',
];

/** The names that a server serves, and those that Prometheus adds. */
async function knownNames(): Promise<ReadonlySet<string>> {
  const server = await startInProcess({ METRICS_PORT: '0' });
  const { text } = await scrape(server);
  await server.stop();
  const described = [...text.matchAll(/^# TYPE (\w+) (\w+)$/gm)];
  return new Set([
    'up',
    ...OF_REPLICAS,
    ...OF_WORKERS,
    ...OF_WATCHERS,
    ...described.flatMap(([, name = '', type]) =>
      type === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
    ),
  ]);
}

describe('the examples for Prometheus and Grafana', () => {
  it('ask for metrics that the server has, and for all of its own', async () => {
    const known = await knownNames();
    const expressions = [
      ...rules.map(({ expr }) => expr),
      ...dashboard.panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr)),
    ];
    const asked = new Set(expressions.flatMap(metricsIn));
    expect([...asked].filter((name) => !known.has(name))).toEqual([]);
    const shown = (name: string) =>
      asked.has(name) ||
      asked.has(name.replace(/_(bucket|sum|count)$/, '_count')) ||
      asked.has(name.replace(/_(bucket|sum|count)$/, '_bucket'));
    const own = [...known].filter((name) => name.startsWith('experiments_graph_'));
    expect(own.filter((name) => !shown(name))).toEqual([]);
  });

  it('record what their rules and panels read by a recorded name', () => {
    const recorded = new Set(rules.flatMap(({ record }) => record ?? []));
    const read = rules.flatMap(({ expr }) => expr.match(/\w+:experiments_graph_\w+:\w+/g) ?? []);
    expect(read.filter((name) => !recorded.has(name))).toEqual([]);
    const isRead = (name: string) => read.includes(name) || readme.includes(name);
    expect([...recorded].filter((name) => !isRead(name))).toEqual([]);
  });

  it('test and describe each alert', () => {
    const alerts = rules.flatMap(({ alert }) => alert ?? []);
    expect(testedAlerts).toEqual(alerts);
    const described = [...readme.matchAll(/^\| `(ExperimentsGraph\w+)`/gm)].map(([, name]) => name);
    expect(described).toEqual(alerts);
    const explained = rules.filter(({ alert }) => alert !== undefined);
    expect(explained.map(({ annotations = {} }) => Object.keys(annotations))).toEqual(
      alerts.map(() => ['summary', 'description']),
    );
  });

  it('have a dashboard whose panels differ, have queries and do not overlap', () => {
    const { panels, templating } = dashboard;
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    const charts = panels.filter(({ type }) => type !== 'row');
    expect(new Set(charts.map(({ title }) => title)).size).toBe(charts.length);
    const queries = charts.map(({ targets = [] }) => targets.map(({ refId }) => refId));
    expect(queries.filter((ids) => ids.length === 0)).toEqual([]);
    expect(queries.filter((ids) => new Set(ids).size < ids.length)).toEqual([]);
    const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, at) => `${x + (at % w)} ${y + Math.floor(at / w)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
    const names = templating.list.map(({ name }) => name);
    expect(names).toEqual(['datasource', 'job', 'instance']);
  });
});

describe.runIf(runsPrometheus)('promtool', () => {
  it('accepts the metrics of a server that has answered requests', async () => {
    const server = await startInProcess({ METRICS_PORT: '0' });
    for (const path of ['/graphql?query={experiments{nodes{name}}}', '/v1/api/users/@me/', '/none'])
      await fetch(server.url + path);
    const { text } = await scrape(server);
    await server.stop();
    expect(await promtool(['check', 'metrics'], text)).toEqual({ exitCode: 0, output: '' });
  });

  it('accepts the configuration and the rules, and their tests pass', async () => {
    const at = (name: string) => observabilityFolder + name;
    const config = await promtool(['check', 'config', at('prometheus.yml')]);
    expect(config.output).toContain(`SUCCESS: ${rules.length} rules found`);
    expect(config.exitCode).toBe(0);
    const tests = await promtool(['test', 'rules', at('rules.test.yml')]);
    expect(tests.output).toContain('SUCCESS');
    expect(tests.exitCode).toBe(0);
  });
});
