import { posthogEnum } from '../../../core/posthog-enum.ts';

export const RecalculationStatus = posthogEnum(
  'RecalculationStatus',
  'Status of a recalculation.',
  {
    pending: ['PENDING', 'Waiting to start.'],
    in_progress: ['IN_PROGRESS', 'In progress.'],
    completed: ['COMPLETED', 'Finished.'],
    failed: ['FAILED', 'Failed permanently.'],
  },
);

export const RecalculationTrigger = posthogEnum(
  'RecalculationTrigger',
  'Why a metrics recalculation was started.',
  {
    manual: ['MANUAL', 'A user requested it.'],
    agent_mcp: ['AGENT_MCP', "An agent requested it through PostHog's MCP server."],
    cold_run: ['COLD_RUN', 'There were no results yet.'],
    stale_refresh: ['STALE_REFRESH', 'The results were stale.'],
    auto_refresh: ['AUTO_REFRESH', "PostHog's page refreshed itself."],
    config_change: ['CONFIG_CHANGE', 'A setting changed.'],
    experiment_launch: ['EXPERIMENT_LAUNCH', 'The experiment was launched.'],
    experiment_stop: ['EXPERIMENT_STOP', 'The experiment was ended.'],
    experiment_update: ['EXPERIMENT_UPDATE', 'The experiment was changed.'],
  },
);

export const MetricRunStatus = posthogEnum(
  'MetricRunStatus',
  'Status of one metric in a metrics recalculation.',
  {
    pending: ['PENDING', 'Not computed yet.'],
    completed: ['COMPLETED', 'Computed.'],
    failed: ['FAILED', 'Could not be computed.'],
  },
);

export const RunResultSource = posthogEnum(
  'RunResultSource',
  'Where the newest results of an experiment come from.',
  {
    recalculation: ['RECALCULATION', 'A recalculation.'],
    timeseries_fallback: [
      'TIMESERIES_FALLBACK',
      'Assembled from the daily series, because no recalculation has finished yet.',
    ],
  },
);
