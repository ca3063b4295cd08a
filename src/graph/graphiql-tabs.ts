import type { GraphiQLOptions } from 'graphql-yoga';

/** GraphiQL as a visitor finds it. */
export const graphiqlTabs: GraphiQLOptions = {
  title: 'PostHog Experiments Graph',
};
