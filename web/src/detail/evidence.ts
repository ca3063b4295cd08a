import { missing, share } from '../format.ts';
import type { VariantRowFragment } from './generated/graphql.ts';
import { pValue } from './p-value.ts';

/** The chance to win of a variant, or its p-value, as its method gives it. */
export function evidenceOf({
  chanceToImprove: chance,
  pValue: p,
  interval,
}: Pick<VariantRowFragment, 'chanceToImprove' | 'interval' | 'pValue'>): string {
  if (chance != null) return share(chance);
  return p == null ? missing : pValue(p, interval?.level);
}
