import { wireEnum } from '../../core/wire-enum.ts';

export const SessionBucketKind = wireEnum(
  'SessionBucketKind',
  'What happened in a recording, with regard to metrics.',
  {
    fired_any: ['FIRED_ANY', 'An event of a metric occurred.'],
    no_metric_activity: ['NO_METRIC_ACTIVITY', 'No event of any metric occurred.'],
    funnel_dropoff: ['FUNNEL_DROPOFF', 'A funnel was started but not completed.'],
  },
);
