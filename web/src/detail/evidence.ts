import { missing, pValue, share } from '../format.ts';
import type { VariantRowFragment } from './generated/graphql.ts';

/** The chance to win of a variant, or its p-value, as its method gives it. */
export function evidenceOf({
  chanceToImprove: chance,
  pValue: p,
}: Pick<VariantRowFragment, 'chanceToImprove' | 'pValue'>): string {
  if (chance != null) return share(chance);
  return p == null ? missing : pValue(p);
}
