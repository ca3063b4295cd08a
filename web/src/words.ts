import type { ExperimentConclusion, ExperimentStatus, VerdictState } from './generated/graphql.ts';

export const statusWords: Readonly<Record<ExperimentStatus, string>> = {
  DRAFT: 'Draft',
  RUNNING: 'Running',
  PAUSED: 'Paused',
  EXPOSURE_FROZEN: 'Exposure frozen',
  STOPPED: 'Stopped',
  UNKNOWN: 'Unknown',
};

export const verdictWords: Readonly<Record<VerdictState, string>> = {
  WINNING: 'Winning',
  LOSING: 'Losing',
  INCONCLUSIVE: 'Inconclusive',
  NOT_ENOUGH_DATA: 'Not enough data',
  NO_DATA: 'No data yet',
};

export const conclusionWords: Readonly<Record<ExperimentConclusion, string>> = {
  WON: 'Won',
  LOST: 'Lost',
  INCONCLUSIVE: 'Inconclusive',
  STOPPED_EARLY: 'Stopped early',
  INVALID: 'Invalid',
  UNKNOWN: 'Unknown',
};
