import type { Conclusion, GroundTruth, JsonObject } from '../model/entities.ts';
import type { MetricName } from './metric-catalogue.ts';

/** One experiment of the seed, told in days before now. */
export interface ExperimentPlan {
  name: string;
  key: string;
  description: string;
  /** Place in the team list. */
  owner: number;
  /** Days ago: when it was set up, launched, paused or frozen, and ended. */
  created: number;
  launched?: number;
  paused?: number;
  frozen?: number;
  ended?: number;
  conclusion?: Conclusion;
  comment?: string;
  archived?: boolean;
  deleted?: boolean;
  /** Metrics of the retired engine. */
  legacy?: boolean;
  type?: 'web';
  /** `[key, name, percentage]`; control and test, half each, when left out. */
  variants?: [key: string, name: string, percentage: number][];
  primary?: MetricName[];
  secondary?: MetricName[];
  /** Shared metrics, by the name they have in the catalogue. */
  shared?: { metric: MetricName; as: 'primary' | 'secondary' }[];
  /** Name of a holdout. */
  holdout?: string;
  rollout?: number;
  /** Who is let in, of the flag's first group. */
  targeting?: JsonObject[];
  stats?: JsonObject;
  exposure?: JsonObject;
  parameters?: JsonObject;
  runningTime?: JsonObject;
  excluded?: string[];
  matured?: boolean;
  tags?: string[];
  repository?: string;
  /** Ending it asked for a pull request that takes the flag out of the code. */
  cleanup?: true;
  truth?: Partial<Pick<GroundTruth, 'daily_exposures' | 'story' | 'protagonist' | 'served'>>;
  /** Hours ago someone had everything computed anew, today included. */
  refreshed?: number;
  /** Days after the launch whose computation failed, or on which the daily job did not run. */
  failedDays?: number[];
  missedDays?: number[];
}
