import type { Conclusion, GroundTruth, JsonObject } from '../model/entities.ts';
import type { MetricName } from './metric-catalogue.ts';

/** One experiment of the seed, with dates in days before now. */
export interface ExperimentPlan {
  name: string;
  key: string;
  description: string;
  /** Index in the team list. */
  owner: number;
  /** Days since it was created, launched, paused or frozen, and ended. */
  created: number;
  launched?: number;
  paused?: number;
  frozen?: number;
  ended?: number;
  conclusion?: Conclusion;
  comment?: string;
  archived?: boolean;
  deleted?: boolean;
  /** True for metrics of the legacy engine. */
  legacy?: boolean;
  type?: 'web';
  /** `[key, name, percentage]`; default: control and test with 50 % each. */
  variants?: [key: string, name: string, percentage: number][];
  primary?: MetricName[];
  secondary?: MetricName[];
  /** Shared metrics, by their name in the catalogue. */
  shared?: { metric: MetricName; as: 'primary' | 'secondary' }[];
  /** Name of a holdout. */
  holdout?: string;
  rollout?: number;
  /** Targeting properties of the flag's first release group. */
  targeting?: JsonObject[];
  stats?: JsonObject;
  exposure?: JsonObject;
  parameters?: JsonObject;
  runningTime?: JsonObject;
  excluded?: string[];
  matured?: boolean;
  tags?: string[];
  repository?: string;
  /** Set when ending it requested a pull request that removes the flag from the code. */
  cleanup?: true;
  truth?: Partial<Pick<GroundTruth, 'daily_exposures' | 'story' | 'protagonist' | 'served'>>;
  /** Hours since a user requested a recalculation of everything, including today. */
  refreshed?: number;
  /** Days after the launch whose computation failed, and days on which the daily job did not run. */
  failedDays?: number[];
  missedDays?: number[];
}
