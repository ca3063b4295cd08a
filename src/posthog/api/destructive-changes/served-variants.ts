import { asObject, objectsIn } from '../json.ts';

const variantsOf = (filters: unknown) =>
  objectsIn(asObject(asObject(filters)['multivariate'])['variants']);

/** The only variant of a flag's filters that gets something; undefined if several do. */
export function winner(filters: unknown): string | undefined {
  const variants = variantsOf(filters);
  const serving = variants.filter((one) => Number(one['rollout_percentage']) > 0);
  const [only] = variants.length > 1 && serving.length === 1 ? serving : [];
  return only ? String(only['key']) : undefined;
}
