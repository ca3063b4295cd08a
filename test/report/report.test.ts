import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { startInProcess, type InProcess } from '../support/in-process.ts';
import { asColleague, control, injectFault } from '../support/sandbox-control.ts';

let sandbox: Sandbox;
let server: InProcess;
beforeAll(async () => {
  sandbox = await createSandbox({ now: '2026-11-20T12:00:00Z' });
  server = await startInProcess({
    POSTHOG_HOST: sandbox.url,
    POSTHOG_PROJECT_ID: '1',
    POSTHOG_CALLS_PER_MINUTE: '100000',
    POSTHOG_CALLS_PER_HOUR: '100000',
    // What was cached before a fault or a change would hide it.
    FRESH_EXPERIMENTS_SECONDS: '0',
    FRESH_SETTINGS_SECONDS: '0',
    FRESH_RESULTS_SECONDS: '0',
  });
});
afterAll(async () => {
  await server.stop();
  await sandbox.close();
});
afterEach(async () => {
  await fetch(`${sandbox.url}/_sandbox/faults`, { method: 'DELETE' });
  await control(sandbox, 'reset', {});
});

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${server.url}/v1/reports/${path}`, {
    headers: { authorization: 'Bearer phx_sandbox', ...headers },
  });
const textOf = async (path: string) => (await get(path)).text();
/** The lines of a section of Markdown. */
const sectionOf = (text: string, title: string) =>
  text.split(/^## /m).find((section) => section.startsWith(title)) ?? '';

describe('a report', () => {
  it('has the numbers of PostHog, the decision, the findings and the history', async () => {
    const raw = await asColleague(sandbox, 'GET', 'experiments/21/');
    const text = await textOf('21?format=md');
    expect(text).toMatch(new RegExp(`^# ${String(raw['name'])}\n`));
    expect(sectionOf(text, 'Experiment')).toContain(
      `| Feature flag | ${raw['feature_flag_key']} |`,
    );
    expect(sectionOf(text, 'Decision')).toMatch(/^\*\*[A-Z][a-z ]+\*\*$/m);
    expect(sectionOf(text, 'Findings')).toContain('| Finding | Severity |');
    const metrics = [...raw['metrics'], ...raw['metrics_secondary']] as { name: string }[];
    for (const { name } of metrics) expect(sectionOf(text, 'Scorecard')).toContain(`| ${name} | `);
    expect(sectionOf(text, 'Scorecard')).toMatch(/\| control \(baseline\) \| [\d,]+ \|/);
    expect(sectionOf(text, 'History')).toMatch(/\| Experiment updated \| start_date|start\\_date/);
    expect(text).toMatch(/\d+ calls to PostHog\. Made by PostHog Experiments Graph /);
  });

  it('as HTML has a chart for people and for each metric, each with a title, a description and a table', async () => {
    const text = await textOf('21?format=html');
    const charts = text.match(/<svg viewBox="0 0 720 240" role="img"[^]*?<\/svg>/g) ?? [];
    expect(charts).toHaveLength(4);
    for (const chart of charts) {
      expect(chart).toMatch(
        /<title id="chart\d-t">[^<]+<\/title><desc id="chart\d-d">[^<]+<\/desc>/,
      );
      expect(chart).not.toMatch(/NaN|Infinity|undefined/);
    }
    expect(text.match(/<\/figure>\n<div class="wide"[^>]*><table>/g)).toHaveLength(4);
  });

  it('as HTML loads nothing and runs nothing, and may apply only its own style', async () => {
    const response = await get('21', { accept: 'text/html' });
    const text = await response.text();
    expect(text).not.toMatch(
      /<script|<link|<img|<iframe|\ssrc=|\shref=|\sstyle=|url\((?!#)|@import|\son\w+=/i,
    );
    const style = /<style>([^]*)<\/style>/.exec(text)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    expect(response.headers.get('content-security-policy')).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    );
    expect(style).toContain('prefers-color-scheme:dark');
    expect(style).toContain('@media print');
  });

  it('escapes every text', async () => {
    const name = `<script>alert(1)</script> "' & | \`x\` \u202Eمرحبا ${'w'.repeat(200)}`;
    const description =
      '<img src=x onerror=alert(1)>\n# not a heading\n| a | b |\nhttps://evil.example';
    await asColleague(sandbox, 'PATCH', 'experiments/21/', { name, description });
    const page = await textOf('21?format=html');
    expect(page).not.toMatch(/<(script|img)/);
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &quot;&#39; &amp;');
    const text = await textOf('21?format=md');
    expect(text).not.toMatch(/<(script|img)|^# not|^\| a \| b|https:\/\/evil|\u202E/m);
    expect(text).toContain(
      String.raw`&lt;img src=x onerror=alert(1)&gt; \# not a heading \| a \| b \|`,
    );
  });

  it('of a draft says that there are no results, and has no charts', async () => {
    const text = await textOf('28?format=md');
    expect(text).toContain('| Launched | not yet |');
    expect(sectionOf(text, 'Scorecard')).toContain('The experiment was not launched');
    expect(text).not.toMatch(/^## (Exposures|Results over the days)/m);
    expect(await textOf('28?format=html')).not.toContain('<figure>');
  });

  it('gives the planned effect without a direction, which PostHog does not have', async () => {
    await asColleague(sandbox, 'PATCH', 'experiments/4/', {
      parameters: {
        minimum_detectable_effect: 5,
        recommended_running_time: 20,
        recommended_sample_size: 1_000,
      },
    });
    const text = await textOf('4?format=md');
    expect(text).toContain('| Planned | 20 days, 1,000 people, to find a change of 5\u00a0% |');
  });

  it('says that an experiment is archived', async () => {
    await asColleague(sandbox, 'PATCH', 'experiments/16/', { archived: true });
    const text = await textOf('16?format=md');
    expect(text).toContain('| Status | Stopped, archived |');
    expect(sectionOf(text, 'Findings')).toContain('and not its results, its metrics');
    expect(sectionOf(text, 'Findings')).not.toContain('All checks were made');
  });

  it('of an experiment without metrics says so', async () => {
    await asColleague(sandbox, 'PATCH', 'experiments/21/', {
      metrics: [],
      metrics_secondary: [],
      saved_metrics_ids: [],
    });
    const text = await textOf('21?format=md');
    expect(sectionOf(text, 'Scorecard')).toContain('The experiment has no metrics.');
  });

  it('names what could not be read, and does not pass it off as nothing', async () => {
    await injectFault(sandbox, '/activity|timeseries_results', { status: 403 });
    const text = await textOf('21?format=md');
    expect(sectionOf(text, 'History')).toContain('The activity log could not be read.');
    expect(sectionOf(text, 'What could not be read')).toMatch(/- activity: FORBIDDEN, /);
    expect(sectionOf(text, 'What could not be read')).toMatch(
      /- metrics\.0\.timeseries: FORBIDDEN, /,
    );
  });

  it.each(Array.from({ length: 30 }, (_, at) => at + 1))(
    'of the seeded experiment %d has no value that is none',
    async (id) => {
      const response = await get(`${id}?format=html`);
      expect([200, 404]).toContain(response.status);
      expect(await response.text()).not.toMatch(/\bNaN\b|undefined|Infinity|\[object|Invalid Date/);
    },
  );
});

describe('GET /v1/reports', () => {
  it.each([
    ['text/markdown', 'text/markdown; charset=utf-8'],
    ['text/html,application/xhtml+xml,*/*;q=0.8', 'text/html; charset=utf-8'],
    ['*/*', 'text/html; charset=utf-8'],
  ])('answers Accept: %s with %s', async (accept, type) => {
    const response = await get('21', { accept });
    expect(response.headers.get('content-type')).toBe(type);
  });

  it.each([
    ['99999', 404],
    ['no-such-flag', 404],
    ['no.key', 400],
    ['21?format=pdf', 400],
    ['21?form=md', 400],
    ['21?project_id=x', 400],
  ])('answers %s with %d', async (path, status) => {
    expect((await get(path)).status).toBe(status);
  });

  it('finds the experiment by the key of its flag, for 2 calls more', async () => {
    const { feature_flag_key: key } = await asColleague(sandbox, 'GET', 'experiments/21/');
    const titleOf = (text: string) => text.split('\n', 1)[0];
    const byId = await get('21?format=md');
    const byKey = await get(`${String(key)}?format=md`);
    expect(byKey.status).toBe(200);
    expect(titleOf(await byKey.text())).toBe(titleOf(await byId.text()));
    const callsOf = ({ headers }: Response) => Number(headers.get('x-upstream-calls'));
    expect(callsOf(byKey)).toBe(callsOf(byId) + 2);
  });

  it('answers a key that PostHog does not accept with 401, and sends its own key upstream', async () => {
    expect((await get('21', { authorization: 'Bearer phx_nobody' })).status).toBe(401);
    expect((await get('21', { authorization: 'Bearer phx_readonly' })).status).toBe(200);
  });

  it('is answered at once with 429 and the time to wait when the calls of the minute are spent', async () => {
    const spent = await startInProcess({
      POSTHOG_HOST: sandbox.url,
      POSTHOG_PROJECT_ID: '1',
      POSTHOG_CALLS_PER_MINUTE: '20',
    });
    try {
      const read = (id: number) =>
        fetch(`${spent.url}/v1/reports/${id}`, {
          headers: { authorization: 'Bearer phx_sandbox' },
          signal: AbortSignal.timeout(10_000),
        });
      expect((await read(16)).status).toBe(200);
      await read(21);
      const refused = await read(22);
      expect(refused.status).toBe(429);
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    } finally {
      await spent.stop();
    }
  });

  it('takes a call for each metric besides those for the experiment, and says how many', async () => {
    sandbox.clearRequests();
    const response = await get('16', { authorization: 'Bearer phx_readonly' });
    await response.text();
    expect(response.headers.get('x-upstream-calls')).toBe(String(sandbox.requests().length));
    expect(sandbox.requests().length).toBeLessThanOrEqual(10);
  });

  it.each(['99998', 'no-such-flag', '21?project_id=77'])(
    'says how many calls it took to find that there is no experiment %s',
    async (id) => {
      sandbox.clearRequests();
      const response = await get(id, { authorization: 'Bearer phx_readonly' });
      expect(response.status).toBe(404);
      expect(sandbox.requests().length).toBeGreaterThan(0);
      expect(response.headers.get('x-upstream-calls')).toBe(String(sandbox.requests().length));
    },
  );
});

describe('the tool experiment-report', () => {
  const call = async (given: Record<string, unknown>) => {
    const response = await fetch(`${server.url}/mcp`, {
      method: 'POST',
      headers: {
        authorization: 'Bearer phx_sandbox',
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
      },
      body: JSON.stringify({
        jsonrpc: '2.0',
        id: 1,
        method: 'tools/call',
        params: { name: 'experiment-report', arguments: given },
      }),
    });
    const text = await response.text();
    const body = /^data: (.*)$/m.exec(text)?.[1] ?? text;
    return (
      JSON.parse(body) as { result: { isError?: boolean; content: readonly [{ text: string }] } }
    ).result;
  };

  it('gives the report as Markdown', async () => {
    const { content } = await call({ id: '21' });
    expect(content[0].text).toMatch(/^# [^]*## Scorecard[^]*## About this report/);
  });

  it('leaves out and names sections to stay within the tokens, and refuses where that is not enough', async () => {
    const { content } = await call({ id: '21', maxTokens: 2_000 });
    expect(content[0].text.length).toBeLessThan(2_000 * 3.5);
    expect(content[0].text).toContain('Left out to stay within 2000 tokens: Results over the days');
    expect(content[0].text).not.toContain('## Results over the days');
    expect(await call({ id: '21', maxTokens: 200 })).toMatchObject({
      isError: true,
      content: [{ text: expect.stringContaining('ANSWER_TOO_LONG') }],
    });
  });

  it('takes the key of the flag, also as id, and asks for one of the two', async () => {
    const { feature_flag_key: key } = await asColleague(sandbox, 'GET', 'experiments/21/');
    for (const given of [{ featureFlagKey: key }, { id: key }])
      expect((await call(given)).content[0].text).toMatch(/^# [^]*## Scorecard/);
    expect(await call({})).toMatchObject({
      isError: true,
      content: [{ text: expect.stringContaining('id or featureFlagKey is required.') }],
    });
    expect(await call({ id: '21', featureFlagKey: key })).toMatchObject({
      isError: true,
      content: [{ text: expect.stringContaining('give one of them only') }],
    });
  });

  it('says that there is no such experiment', async () => {
    const { isError, content } = await call({ id: '99999' });
    expect({ isError, text: content[0].text }).toEqual({
      isError: true,
      text: expect.stringContaining('NOT_FOUND'),
    });
  });
});
