import { graphql } from './generated/gql.ts';

/** What shared metrics measure. 1 upstream call. */
export const SharedMetricEventsDocument = graphql(`
  query SharedMetricEvents {
    savedMetrics(first: 100) {
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
