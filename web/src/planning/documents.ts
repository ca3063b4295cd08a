import { graphql } from '../writing/generated/gql.ts';

/** How many people and days an experiment needs. 1 upstream call. */
export const RunningTimeDocument = graphql(`
  query RunningTime($input: CalculateRunningTimeInput!) {
    calculateRunningTime(input: $input) {
      baselineValue
      variance
      numberOfVariants
      recommendedSampleSize
      recommendedSampleSizePerVariant
      recommendedRunningTimeDays
      warnings {
        field
        message
      }
    }
  }
`);

/** What a metric is now, and how many people come by a day. 1 upstream call, a slow one. */
export const BaselineDocument = graphql(`
  query Baseline($input: ExperimentSetupContextInput!) {
    experimentSetupContext(input: $input) {
      candidateMetric {
        status
        data {
          conversionRate
          windowDays
          meanCountBaselineStats {
            numberOfSamples
            sum
          }
        }
      }
      targetSurface {
        status
        data {
          exposuresPerDayEstimate
        }
      }
    }
  }
`);
