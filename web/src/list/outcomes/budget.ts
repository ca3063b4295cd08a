import type { ApolloClient } from '@apollo/client';
import { BudgetLeftDocument } from './documents.ts';

/** The share of the key's calls that is left to what people ask for, of a minute and of an hour. */
const RESERVE = 0.2;

/**
 * True while the budget has room for what is read in the background. Asking takes no upstream call. Where the API does
 * not say what is left, it refuses what does not fit.
 */
export async function hasRoom(client: ApolloClient): Promise<boolean> {
  const { data } = await client.query({
    query: BudgetLeftDocument,
    fetchPolicy: 'no-cache',
    errorPolicy: 'all',
  });
  const budget = data?.viewer?.budget;
  if (!budget) return true;
  const { minuteRemaining, minuteLimit, hourRemaining, hourLimit } = budget;
  return minuteRemaining > RESERVE * minuteLimit && hourRemaining > RESERVE * hourLimit;
}
