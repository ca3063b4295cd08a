import { wireEnum } from '../../../core/wire-enum.ts';

export const RecalculationStatus = wireEnum(
  'RecalculationStatus',
  'Where a recalculation stands.',
  {
    pending: ['PENDING', 'Waiting to start.'],
    in_progress: ['IN_PROGRESS', 'Being computed.'],
    completed: ['COMPLETED', 'Finished.'],
    failed: ['FAILED', 'Given up.'],
  },
);

export const RecalculationTrigger = wireEnum(
  'RecalculationTrigger',
  'Why a run over all metrics was started.',
  {
    manual: ['MANUAL', 'Somebody asked for it.'],
    agent_mcp: ['AGENT_MCP', "An agent asked for it through PostHog's MCP server."],
    cold_run: ['COLD_RUN', 'There were no results yet.'],
    stale_refresh: ['STALE_REFRESH', 'The results were old.'],
    auto_refresh: ['AUTO_REFRESH', 'The page refreshes itself.'],
    config_change: ['CONFIG_CHANGE', 'A setting changed.'],
    experiment_launch: ['EXPERIMENT_LAUNCH', 'The experiment was launched.'],
    experiment_stop: ['EXPERIMENT_STOP', 'The experiment was ended.'],
    experiment_update: ['EXPERIMENT_UPDATE', 'The experiment was changed.'],
  },
);

export const MetricRunStatus = wireEnum(
  'MetricRunStatus',
  'Where one metric stands in a run over all of them.',
  {
    pending: ['PENDING', 'Not computed yet.'],
    completed: ['COMPLETED', 'Computed.'],
    failed: ['FAILED', 'Could not be computed.'],
  },
);

export const RunResultSource = wireEnum(
  'RunResultSource',
  'What the newest results of an experiment are.',
  {
    recalculation: ['RECALCULATION', 'Those of a run.'],
    timeseries_fallback: [
      'TIMESERIES_FALLBACK',
      'Put together from the daily series, because no run has finished yet.',
    ],
  },
);
