// Apollo Server with resolvers written by hand, Node's fetch, and no dataloader.
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';

const get = async (path) =>
  (
    await fetch(`${process.env.UPSTREAM}/api/projects/1${path}`, {
      headers: { accept: 'application/json' },
    })
  ).json();

const typeDefs = `
type Query { experiment(id: Int!): Experiment experiments(limit: Int!): [Experiment] }
type Experiment { id: Int name: String description: String status: String startDate: String endDate: String createdAt: String archived: Boolean featureFlag: FeatureFlag flag: FeatureFlag holdout: Holdout metrics: [Metric] }
type FeatureFlag { id: Int version: Int key: String name: String active: Boolean }
type Holdout { id: Int name: String description: String createdAt: String }
type Metric { uuid: String name: String timeseries: Timeseries }
type Timeseries { status: String points: [Point] }
type Point { date: String variants: [Variant] }
type Variant { key: String samples: Int chanceToWin: Float interval: [Float] significant: Boolean }`;

const resolvers = {
  Query: {
    experiment: (_root, { id }) => get(`/experiments/${id}/`),
    experiments: async (_root, { limit }) => (await get(`/experiments/?limit=${limit}`)).results,
  },
  Experiment: {
    startDate: (experiment) => experiment.start_date,
    endDate: (experiment) => experiment.end_date,
    createdAt: (experiment) => experiment.created_at,
    featureFlag: (experiment) => experiment.feature_flag,
    flag: (experiment) => get(`/feature_flags/${experiment.feature_flag.id}/`),
    metrics: async ({ id }) =>
      (await get(`/experiments/${id}/`)).metrics.map((metric) => ({ ...metric, experiment: id })),
  },
  Holdout: { createdAt: (holdout) => holdout.created_at },
  Metric: {
    timeseries: ({ experiment, uuid, fingerprint }) =>
      get(
        `/experiments/${experiment}/timeseries_results/?metric_uuid=${uuid}&fingerprint=${fingerprint}`,
      ),
  },
  Timeseries: {
    points: ({ timeseries }) =>
      Object.entries(timeseries).map(([date, result]) => ({ date, ...result })),
  },
  Point: { variants: (point) => point.variant_results },
  Variant: {
    samples: (variant) => variant.number_of_samples,
    chanceToWin: (variant) => variant.chance_to_win,
    interval: (variant) => variant.credible_interval,
  },
};

const server = new ApolloServer({ typeDefs, resolvers, introspection: false });
await startStandaloneServer(server, {
  listen: { host: '127.0.0.1', port: Number(process.env.PORT) },
});
