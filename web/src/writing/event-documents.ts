import { graphql } from './generated/gql.ts';

/**
 * What shared metrics measure. 1 upstream call. The empty filter changes nothing but the place in the cache: the list of
 * the other pages, whose rows have more, stays as they have read it.
 */
export const SharedMetricEventsDocument = graphql(`
  query SharedMetricEvents {
    savedMetrics(first: 100, filter: {}) {
      nodes {
        id
        metric {
          id
          raw
        }
      }
    }
  }
`);

/** The events of earlier experiments. 1 upstream call, a slow one, which older servers do not have. */
export const EarlierEventsDocument = graphql(`
  query EarlierEvents {
    experimentSetupContext(input: { previousExperimentsLimit: 25, sharedMetricsLimit: 25 }) {
      previousExperiments {
        data {
          experiments {
            primaryMetricEvents
            customExposureEvent
          }
        }
      }
      sharedMetrics {
        data {
          metrics {
            events
          }
        }
      }
    }
  }
`);
