import { ApolloLink, makeVar } from '@apollo/client';
import { map } from 'rxjs';

/** What the answers of this page have cost PostHog, from `extensions.upstream` of each. */
export interface Cost {
  readonly answers: number;
  readonly calls: number;
  /** Calls the key may still make in this minute; undefined before the first answer. */
  readonly minuteRemaining: number | undefined;
}

interface UpstreamReport {
  readonly calls: number;
  readonly budget?: { readonly minuteRemaining: number };
}

export const costVar = makeVar<Cost>({ answers: 0, calls: 0, minuteRemaining: undefined });

/** Adds up what every answer says of its cost. */
export const costLink = new ApolloLink((operation, forward) =>
  forward(operation).pipe(
    map((result) => {
      const upstream = result.extensions?.['upstream'] as UpstreamReport | undefined;
      if (upstream) {
        const { answers, calls } = costVar();
        costVar({
          answers: answers + 1,
          calls: calls + upstream.calls,
          minuteRemaining: upstream.budget?.minuteRemaining,
        });
      }
      return result;
    }),
  ),
);
