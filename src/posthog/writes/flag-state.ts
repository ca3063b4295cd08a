import { hash } from 'node:crypto';
import type { FlagGroup, FlagState } from '../../instrumentation/write.ts';
import { asObject, isJsonObject, objectsIn, type JsonObject } from '../api/json.ts';

/**
 * The state of the flag in an answer of PostHog: of the flag that an experiment embeds, or of the answer itself.
 * @param readAt when PostHog answered, in epoch milliseconds
 * @returns undefined for an answer without a flag
 */
export function flagStateIn(json: unknown, readAt?: number): FlagState | undefined {
  const answer = asObject(json);
  const flag = isJsonObject(answer['feature_flag']) ? answer['feature_flag'] : answer;
  const { id, key, active, version, deleted } = flag;
  if (typeof id !== 'number' || typeof key !== 'string' || typeof active !== 'boolean')
    return undefined;
  const filters = asObject(flag['filters']);
  return {
    id,
    key,
    active,
    version: typeof version === 'number' ? version : undefined,
    deleted: deleted === true ? true : undefined,
    variants: variantsOf(filters),
    groups: objectsIn(filters['groups']).map(groupOf),
    targetingHash: hash('sha256', JSON.stringify(filters), 'base64url'),
    readAt,
  };
}

const numberOr = <Other>(value: unknown, other: Other): number | Other =>
  typeof value === 'number' ? value : other;

function variantsOf(filters: JsonObject): Record<string, number> {
  const variants = objectsIn(asObject(filters['multivariate'])['variants']);
  return Object.fromEntries(
    variants.map(({ key, rollout_percentage: share }) => [String(key), numberOr(share, 0)]),
  );
}

const groupOf = ({ rollout_percentage: rollout, properties, variant }: JsonObject): FlagGroup => ({
  rollout: numberOr(rollout, null),
  properties: objectsIn(properties).length,
  variant: typeof variant === 'string' ? variant : undefined,
});
