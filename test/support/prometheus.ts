import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { stringify } from 'yaml';
import { freePort } from './free-port.ts';

const EXECUTABLE = '/usr/bin/prometheus';
const PROMTOOL = '/usr/bin/promtool';

/**
 * True when tests with Prometheus are to run: `describe.runIf(runsPrometheus)`. Without it on the machine they are
 * skipped, except on CI, where they fail.
 */
export const runsPrometheus = existsSync(EXECUTABLE) || process.env['CI'] === 'true';

if (!runsPrometheus)
  process.stdout.write(`Not tested with Prometheus: no ${EXECUTABLE} on this machine.\n`);

/** Runs promtool; resolves to its exit code and everything that it printed. */
export function promtool(
  words: readonly string[],
  input = '',
): Promise<{ readonly exitCode: number; readonly output: string }> {
  const { promise, resolve } = Promise.withResolvers<{ exitCode: number; output: string }>();
  const child = execFile(PROMTOOL, words, (error, stdout, stderr) => {
    const exitCode = typeof error?.code === 'number' ? error.code : Number(error !== null);
    resolve({ exitCode, output: stdout + stderr });
  });
  child.stdin?.end(input);
  return promise;
}

/** One time series of an answer, with its newest value. */
export interface PrometheusSeries {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface PrometheusServer {
  /** Evaluates an expression now. */
  query(expression: string): Promise<readonly PrometheusSeries[]>;
  /** The path of its HTTP API, answered as JSON. */
  get(path: string): Promise<unknown>;
  stop(): Promise<void>;
}

interface PrometheusOptions {
  /** Address of the metrics: `http://127.0.0.1:9464/metrics`. */
  readonly target: string;
  readonly job: string;
  readonly ruleFile: string;
}

/** Starts a Prometheus on loopback that scrapes and evaluates four times a second. */
export async function startPrometheus({
  target,
  job,
  ruleFile,
}: PrometheusOptions): Promise<PrometheusServer> {
  const directory = await mkdtemp(join(tmpdir(), 'prometheus-'));
  const port = await freePort();
  const file = join(directory, 'prometheus.yml');
  const targets = [new URL(target).host];
  const configuration = {
    global: { scrape_interval: '250ms', scrape_timeout: '250ms', evaluation_interval: '250ms' },
    rule_files: [ruleFile],
    scrape_configs: [{ job_name: job, static_configs: [{ targets }] }],
  };
  await writeFile(file, stringify(configuration));
  const words = [
    `--config.file=${file}`,
    `--storage.tsdb.path=${directory}/data`,
    `--web.listen-address=127.0.0.1:${port}`,
    '--log.level=error',
  ];
  const child = spawn(EXECUTABLE, words, { stdio: ['ignore', 'ignore', 'pipe'] });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const ended = once(child, 'close');
  const url = `http://127.0.0.1:${port}`;
  while (child.exitCode === null && !(await isReady(url))) await sleep(20);
  if (child.exitCode !== null) throw new Error(`Prometheus ended: ${errors}`);
  const get = async (path: string) => (await fetch(url + path)).json();
  return {
    get,
    async query(expression) {
      const search = new URLSearchParams({ query: expression });
      const answer = (await get(`/api/v1/query?${search}`)) as Answer;
      if (answer.status !== 'success') throw new Error(`${expression}: ${answer.error}`);
      return answer.data.result.map(({ metric, value }) => ({ metric, value: Number(value[1]) }));
    },
    async stop() {
      child.kill('SIGTERM');
      await ended;
      await rm(directory, { recursive: true, force: true });
    },
  };
}

interface Answer {
  readonly status: string;
  readonly error?: string;
  readonly data: {
    readonly result: readonly {
      readonly metric: Readonly<Record<string, string>>;
      readonly value: readonly [number, string];
    }[];
  };
}

const isReady = (url: string) =>
  fetch(`${url}/-/ready`).then(
    ({ ok }) => ok,
    () => false,
  );
