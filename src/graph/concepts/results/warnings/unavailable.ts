import { GraphQLError } from 'graphql';
import { failureTable } from '../../../../posthog/errors/failure-table.ts';
import { isPostHogFailure } from '../../../../posthog/errors/errors.ts';
import type { Warning } from './warning.ts';

/**
 * The action can be performed all the same, so what cannot be read is a warning and no error.
 * @param what could not be read, as the beginning of a sentence
 * @throws the error where it is a fault of this program
 */
export function unavailable(error: unknown, what: string): Warning {
  const isKnown = isPostHogFailure(error) || error instanceof GraphQLError;
  if (!isKnown) throw error;
  const { code } = isPostHogFailure(error) ? failureTable[error.kind] : error.extensions;
  return {
    code: 'evidence_unavailable',
    severity: 'serious',
    message: `${what}: ${error.message}`,
    evidence: { code },
  };
}
