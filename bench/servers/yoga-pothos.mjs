// A plain server on the usual stack: yoga, Pothos, dataloader, undici's Pool. Parsed documents are cached, nothing else.
import { createServer } from 'node:http';
import SchemaBuilder from '@pothos/core';
import DataLoader from 'dataloader';
import { createYoga } from 'graphql-yoga';
import { Pool } from 'undici';

const pool = new Pool(process.env.UPSTREAM, { connections: 100 });
const headers = { accept: 'application/json' };
async function get(path) {
  const { body } = await pool.request({ method: 'GET', path: `/api/projects/1${path}`, headers });
  return body.json();
}

const each = (read) =>
  new DataLoader((keys) => Promise.all(keys.map(read)), { cacheKeyFn: String });
const context = () => ({
  experiments: each((id) => get(`/experiments/${id}/`)),
  flags: each((id) => get(`/feature_flags/${id}/`)),
  series: each(([id, uuid, fingerprint]) =>
    get(`/experiments/${id}/timeseries_results/?metric_uuid=${uuid}&fingerprint=${fingerprint}`),
  ),
});

const builder = new SchemaBuilder({ defaultFieldNullability: true });
const snake = (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const exposed = (t, kind, names) =>
  Object.fromEntries(names.split(' ').map((name) => [name, t[`expose${kind}`](snake(name))]));

const Flag = builder.objectRef('FeatureFlag').implement({
  fields: (t) => ({
    ...exposed(t, 'Int', 'id version'),
    ...exposed(t, 'String', 'key name'),
    ...exposed(t, 'Boolean', 'active'),
  }),
});
const Holdout = builder.objectRef('Holdout').implement({
  fields: (t) => ({
    ...exposed(t, 'Int', 'id'),
    ...exposed(t, 'String', 'name description createdAt'),
  }),
});
const Variant = builder.objectRef('Variant').implement({
  fields: (t) => ({
    ...exposed(t, 'String', 'key'),
    samples: t.exposeInt('number_of_samples'),
    ...exposed(t, 'Float', 'chanceToWin'),
    interval: t.exposeFloatList('credible_interval'),
    ...exposed(t, 'Boolean', 'significant'),
  }),
});
const Point = builder.objectRef('Point').implement({
  fields: (t) => ({
    date: t.string({ resolve: ([date]) => date }),
    variants: t.field({ type: [Variant], resolve: ([, result]) => result?.variant_results }),
  }),
});
const Series = builder.objectRef('Timeseries').implement({
  fields: (t) => ({
    ...exposed(t, 'String', 'status'),
    points: t.field({ type: [Point], resolve: (series) => Object.entries(series.timeseries) }),
  }),
});
const Metric = builder.objectRef('Metric').implement({
  fields: (t) => ({
    uuid: t.string({ resolve: ({ metric }) => metric.uuid }),
    name: t.string({ resolve: ({ metric }) => metric.name }),
    timeseries: t.field({
      type: Series,
      resolve: ({ id, metric }, _args, { series }) =>
        series.load([id, metric.uuid, metric.fingerprint]),
    }),
  }),
});
const Experiment = builder.objectRef('Experiment').implement({
  fields: (t) => ({
    ...exposed(t, 'Int', 'id'),
    ...exposed(t, 'String', 'name description status startDate endDate createdAt'),
    ...exposed(t, 'Boolean', 'archived'),
    featureFlag: t.field({ type: Flag, resolve: (experiment) => experiment.feature_flag }),
    flag: t.field({
      type: Flag,
      resolve: (experiment, _args, { flags }) => flags.load(experiment.feature_flag.id),
    }),
    holdout: t.field({ type: Holdout, resolve: (experiment) => experiment.holdout }),
    metrics: t.field({
      type: [Metric],
      // List rows have no metrics.
      resolve: async ({ id }, _args, { experiments }) =>
        (await experiments.load(id)).metrics.map((metric) => ({ id, metric })),
    }),
  }),
});
builder.queryType({
  fields: (t) => ({
    experiment: t.field({
      type: Experiment,
      args: { id: t.arg.int({ required: true }) },
      resolve: (_root, { id }, { experiments }) => experiments.load(id),
    }),
    experiments: t.field({
      type: [Experiment],
      args: { limit: t.arg.int({ required: true }) },
      resolve: async (_root, { limit }) => (await get(`/experiments/?limit=${limit}`)).results,
    }),
  }),
});

const yoga = createYoga({
  schema: builder.toSchema(),
  context,
  logging: false,
  graphiql: false,
  landingPage: false,
});
createServer(yoga).listen(Number(process.env.PORT), '127.0.0.1');
