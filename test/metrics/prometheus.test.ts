import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startInProcess, type InProcess } from '../support/in-process.ts';
import { metricsUrl } from '../support/metrics.ts';
import { dashboard, observabilityFolder, rules } from '../support/observability-examples.ts';
import { post } from '../support/post.ts';
import { runsPrometheus, startPrometheus, type PrometheusServer } from '../support/prometheus.ts';

const JOB = 'experiments-graph';
/** Requests that are sent between two looks at Prometheus. */
const BATCH = 20;

describe.runIf(runsPrometheus)('a Prometheus that scrapes the running server under load', () => {
  let server: InProcess;
  let prometheus: PrometheusServer;
  let sent = 0;
  beforeAll(async () => {
    server = await startInProcess({ METRICS_PORT: '0', POSTHOG_PROJECT_ID: '1' });
    prometheus = await startPrometheus({
      target: metricsUrl(server),
      job: JOB,
      ruleFile: `${observabilityFolder}rules.yml`,
    });
    // A rate needs two samples that differ, and a new series begins with its first value.
    const isMeasured = async () => {
      const rate = await prometheus.query('sum(rate(experiments_graph_reads_total[1m])) > 0');
      return rate.length > 0;
    };
    do {
      await Promise.all(Array.from({ length: BATCH }, (_, index) => ask(server, sent + index)));
      sent += BATCH;
    } while (!(await isMeasured()));
    await scraped();
  });
  afterAll(async () => {
    await prometheus?.stop();
    await server?.stop();
  });

  /** Waits until what has happened so far has been scraped. */
  async function scraped(): Promise<void> {
    const since = Date.now() / 1_000;
    const newer = `timestamp(up{job="${JOB}"}) > ${since}`;
    while ((await prometheus.query(newer)).length === 0) await sleep(50);
  }

  it('sees every request that was answered', async () => {
    expect(await prometheus.query(`up{job="${JOB}"}`)).toMatchObject([{ value: 1 }]);
    const counted = await prometheus.query(
      'sum(experiments_graph_http_requests_total{api="graphql",status="200"})',
    );
    expect(counted).toMatchObject([{ value: sent }]);
  });

  it('sees as many calls left as the limit of PostHog minus those that it has counted', async () => {
    const response = await fetch(`${server.sandboxUrl}/_sandbox/requests`);
    const calls = (await response.json()) as readonly { key: string }[];
    const credential = createHash('sha256').update('phx_sandbox').digest('base64url').slice(0, 12);
    const left = await prometheus.query(
      `experiments_graph_budget_remaining_calls{window="hour",credential="${credential}"}`,
    );
    expect(calls.length).toBeGreaterThan(5);
    expect(left).toMatchObject([{ value: 4_800 - calls.length }]);
  });

  it('evaluates every rule without an error, and raises no alert', async () => {
    const evaluated = async () => {
      const answer = (await prometheus.get('/api/v1/rules')) as RulesAnswer;
      return answer.data.groups.flatMap((group) => group.rules);
    };
    await expect
      .poll(async () => (await evaluated()).every(({ health }) => health === 'ok'))
      .toBe(true);
    const all = await evaluated();
    expect(all).toHaveLength(rules.length);
    expect(all.filter(({ state }) => state === 'firing')).toEqual([]);
    const saved = await prometheus.query('job:experiments_graph_saved_reads:ratio_rate5m');
    expect(saved).toMatchObject([{ metric: { job: JOB } }]);
  });

  it('answers every query of the dashboard, and those about the load with data', async () => {
    const empty: string[] = [];
    for (const { title, targets = [] } of dashboard.panels) {
      for (const { expr } of targets) {
        const series = await prometheus.query(withVariables(expr));
        if (series.length === 0) empty.push(title);
      }
    }
    // The load is without tools, writes and subscriptions, no operation has failed, and there is one process.
    expect(new Set(empty)).toEqual(
      new Set(['Errors by code', 'Tool calls', 'Writes', 'Checks of subscriptions', 'Replicas']),
    );
  });
});

interface RulesAnswer {
  readonly data: {
    readonly groups: readonly {
      readonly rules: readonly { readonly health: string; readonly state?: string }[];
    }[];
  };
}

/** As Grafana fills in what is chosen on the dashboard. */
const withVariables = (expression: string) =>
  expression
    .replaceAll('$job', JOB)
    .replaceAll('$instance', '.*')
    .replaceAll('$__rate_interval', '1m');

const ask = (server: InProcess, index: number) =>
  post(server.url, `query Load { experiment(id: ${(index % 30) + 1}) { posthogId } }`);
