import type { components } from '../../../src/posthog/api/types.generated.ts';
import type { Sandbox } from '../../../src/sandbox/sandbox.ts';

type Schemas = components['schemas'];

export type Experiment = Schemas['Experiment'];
export type TimeseriesResults = Schemas['ExperimentTimeseriesResults'] & {
  formatted_results: string;
};

export interface TypedAnswer<Body> {
  status: number;
  body: Body;
}

/** PostHog's error body, or a body with only a detail. */
export interface Refusal {
  type?: string;
  code?: string;
  detail: string;
  attr?: string | null;
}

/** Calls a sandbox with a personal API key. */
export interface Api {
  get: <Body>(path: string) => Promise<TypedAnswer<Body>>;
  post: <Body>(path: string, body?: unknown) => Promise<TypedAnswer<Body>>;
  patch: <Body>(path: string, body: unknown) => Promise<TypedAnswer<Body>>;
}

/** Calls under `/api/projects/{project}/`. */
export function apiOf(
  sandbox: Pick<Sandbox, 'url'>,
  { key = 'phx_sandbox', project = 1 }: { key?: string; project?: number } = {},
): Api {
  const call = async <Body>(
    method: string,
    path: string,
    sent?: unknown,
  ): Promise<TypedAnswer<Body>> => {
    const response = await fetch(`${sandbox.url}/api/projects/${project}/${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      ...(sent !== undefined && { body: JSON.stringify(sent) }),
    });
    const body: Body = JSON.parse((await response.text()) || 'null');
    return { status: response.status, body };
  };
  return {
    get: (path) => call('GET', path),
    post: (path, body) => call('POST', path, body),
    patch: (path, body) => call('PATCH', path, body),
  };
}

/** A complete experiment of the seed, by its flag's key. @throws Error when there is none */
export async function experimentByKey(api: Api, key: string): Promise<Experiment> {
  for (const list of ['experiments/?limit=1000', 'experiments/?archived=true&limit=1000']) {
    const page = await api.get<Schemas['PaginatedExperimentBasicList']>(list);
    const row = page.body.results.find((one) => one.feature_flag_key === key);
    if (row) return (await api.get<Experiment>(`experiments/${row.id}/`)).body;
  }
  throw new Error(`the seed has no experiment on the flag '${key}'`);
}

/** The path and the name of a metric's daily series. */
export interface SeriesOf {
  path: string;
  uuid: string;
  fingerprint: string;
  metric: object;
}

/** Series of an experiment's metrics: primary, secondary, shared. */
export const seriesOf = (experiment: Experiment): SeriesOf[] =>
  [
    ...(experiment.metrics ?? []),
    ...(experiment.metrics_secondary ?? []),
    ...experiment.saved_metrics.map(({ query }) => query),
  ].map((metric) => {
    const [uuid, fingerprint] = [metric.uuid ?? '', metric.fingerprint ?? ''];
    const query = new URLSearchParams({ metric_uuid: uuid, fingerprint });
    return {
      path: `experiments/${experiment.id}/timeseries_results/?${query}`,
      uuid,
      fingerprint,
      metric,
    };
  });

/** The first series of an experiment. @throws Error when it has no metric */
export function firstSeries(experiment: Experiment): SeriesOf {
  const [first] = seriesOf(experiment);
  if (!first) throw new Error(`'${experiment.name}' has no metric`);
  return first;
}
