import type { ExperimentConclusion, ExperimentStatus } from './generated/graphql.ts';
import type { DecisionRecommendation, FindingSeverity } from './list/outcomes/generated/graphql.ts';

export const statusWords: Readonly<Record<ExperimentStatus, string>> = {
  DRAFT: 'Draft',
  RUNNING: 'Running',
  PAUSED: 'Paused',
  EXPOSURE_FROZEN: 'Exposure frozen',
  STOPPED: 'Stopped',
  UNKNOWN: 'Unknown',
};

export const conclusionWords: Readonly<Record<ExperimentConclusion, string>> = {
  WON: 'Won',
  LOST: 'Lost',
  INCONCLUSIVE: 'Inconclusive',
  STOPPED_EARLY: 'Stopped early',
  INVALID: 'Invalid',
  UNKNOWN: 'Unknown',
};

export const recommendationWords: Readonly<Record<DecisionRecommendation, string>> = {
  SHIP: 'Ship',
  ROLL_BACK: 'Roll back',
  KEEP_RUNNING: 'Keep running',
  STOP_INCONCLUSIVE: 'Stop: inconclusive',
  REVIEW: 'Review',
};

export const severityWords: Readonly<Record<FindingSeverity, string>> = {
  CRITICAL: 'Critical',
  WARNING: 'Warning',
  INFO: 'Note',
};
