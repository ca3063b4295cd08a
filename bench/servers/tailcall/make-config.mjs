// Writes Tailcall's two configurations, which differ in `dedupe` only. Usage: node servers/tailcall/make-config.mjs UPSTREAM
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const base = `${process.argv[2]}/api/projects/1`;

function config(port, dedupe) {
  const http = (path, more = '') =>
    `@http(${dedupe ? 'dedupe: true, ' : ''}url: "${base}${path}"${more})`;
  return `schema
  @server(port: ${port}, hostname: "127.0.0.1", workers: 1, queryValidation: true, showcase: false)
  @upstream(httpCache: 0, poolMaxIdlePerHost: 256) {
  query: Query
}
type Query {
  experiment(id: Int!): Experiment ${http('/experiments/{{.args.id}}/')}
  experiments(limit: Int!): [Experiment] ${http('/experiments/', ', query: [{key: "limit", value: "{{.args.limit}}"}], select: "{{.results}}"')}
}
type Experiment {
  id: Int!
  name: String
  description: String
  status: String
  start_date: String
  end_date: String
  created_at: String
  archived: Boolean
  feature_flag: Flag!
  holdout: Holdout
  metrics: [Metric] ${http('/experiments/{{.value.id}}/', ', select: "{{.metrics}}"')}
  flag: Flag ${http('/feature_flags/{{.value.feature_flag.id}}/')}
}
type Flag { id: Int! version: Int key: String name: String active: Boolean }
type Holdout { id: Int name: String description: String created_at: String }
type Metric {
  uuid: String!
  name: String
  fingerprint: String!
  timeseries: Timeseries ${http('/experiments/0/timeseries_results/', ', query: [{key: "metric_uuid", value: "{{.value.uuid}}"}, {key: "fingerprint", value: "{{.value.fingerprint}}"}]')}
}
type Timeseries { status: String timeseries: [Point] }
type Point { date: String variant_results: [Variant] }
type Variant { key: String number_of_samples: Int chance_to_win: Float credible_interval: [Float] significant: Boolean }
`;
}

const run = join(import.meta.dirname, '../../run');
mkdirSync(run, { recursive: true });
writeFileSync(join(run, 'tailcall.graphql'), config(21590, false));
writeFileSync(join(run, 'tailcall-dedupe.graphql'), config(21591, true));
