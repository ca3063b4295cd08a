import { asObject, objectsIn, type JsonObject } from '../json.ts';
import { flagOf } from './flag-of.ts';
import type { CallRule, DestructiveChange } from './rule.ts';
import { isEmpty } from './same-value.ts';
import { winner } from './served-variants.ts';

const needed = () => true;

const turnsOff = (now: JsonObject, why: string): DestructiveChange[] =>
  flagOf(now)['active'] === true
    ? [{ field: 'feature_flag.active', before: true, after: false, why }]
    : [];

/** `pause`: PostHog turns the flag off. */
export const pauseRule: CallRule = {
  mayNeedConfirmation: needed,
  changes: (_, now) =>
    turnsOff(
      now,
      'The flag is turned off: everyone gets the fallback until the experiment is resumed.',
    ),
};

/** `archive`, which is undone by `unarchive`, except for the flag where that is turned off too. */
export const archiveRule: CallRule = {
  mayNeedConfirmation: ({ disable_feature_flag: disables }) => disables === true,
  changes: ({ disable_feature_flag: disables }, now) =>
    disables === true
      ? turnsOff(now, 'The flag is turned off for everyone, and unarchiving leaves it off.')
      : [],
};

/** A call that changes the release conditions of the flag. */
const changesConditions = (after: string, why: string): CallRule => ({
  mayNeedConfirmation: needed,
  changes(_, now) {
    const { filters } = flagOf(now);
    const before = asObject(filters)['groups'] ?? [];
    return [{ field: 'feature_flag.filters.groups', before, after, why }];
  },
});

/** `freeze_exposure`: PostHog narrows every release condition to the people exposed so far. */
export const freezeRule = changesConditions(
  'The same conditions, each limited to the people exposed so far.',
  'The release conditions change: people who have not been exposed yet get the fallback.',
);

/** `unfreeze_exposure`: PostHog deletes the cohort of the freeze; another freeze would make another one. */
export const unfreezeRule = changesConditions(
  'The same conditions without the cohort of the people exposed before the freeze.',
  'The release conditions change: new people are admitted, and the cohort of the freeze is deleted.',
);

const isPrimary = ({ metadata }: JsonObject) => asObject(metadata)['type'] !== 'secondary';

/** The primary metrics that an experiment has after a write: what is sent replaces what is stored. */
function primaryMetrics(body: JsonObject, now: JsonObject): readonly JsonObject[] {
  const own = objectsIn(body['metrics'] ?? now['metrics']);
  const shared = objectsIn(body['saved_metrics_ids'] ?? now['saved_metrics']);
  return [...own, ...shared.filter(isPrimary)];
}

const launchesUnmeasured = (body: JsonObject, now: JsonObject) =>
  primaryMetrics(body, now).length > 0
    ? []
    : [
        {
          field: 'metrics',
          before: now['metrics'] ?? null,
          after: body['metrics'] ?? now['metrics'] ?? null,
          why: 'The experiment is launched without a primary metric, so nothing will decide it.',
        },
      ];

/** A launch where one variant gets everybody. */
function launchesWithoutComparison(body: JsonObject, now: JsonObject): DestructiveChange[] {
  const filters = flagOf(body)['filters'] ?? flagOf(now)['filters'];
  const only = winner(filters);
  return only === undefined
    ? []
    : [
        {
          field: 'feature_flag.filters.multivariate',
          before: asObject(filters)['multivariate'],
          after: asObject(filters)['multivariate'],
          why: `Everybody gets the variant "${only}", so there is nothing to compare it with.`,
        },
      ];
}

/** A launch that is probably a mistake, since nothing is measured or nothing can be compared. */
const launchesInVain = (body: JsonObject, now: JsonObject): DestructiveChange[] => [
  ...launchesUnmeasured(body, now),
  ...launchesWithoutComparison(body, now),
];

/** `launch` of a draft. */
export const launchRule: CallRule = {
  mayNeedConfirmation: needed,
  changes: (body, now) => (isEmpty(now['start_date']) ? launchesInVain(body, now) : []),
};

/** A create or an update with a start date, which launches as `launch` does. */
export const launchByDateRule: CallRule = {
  mayNeedConfirmation: ({ start_date: start }) => !isEmpty(start),
  changes: (body, now) =>
    !isEmpty(body['start_date']) && isEmpty(now['start_date']) && isEmpty(body['end_date'])
      ? launchesInVain(body, now)
      : [],
};
