import { ApolloLink, makeVar } from '@apollo/client';
import { map } from 'rxjs';

/** What the answers of this page have cost PostHog, from `extensions.upstream` of each. */
export interface Cost {
  readonly answers: number;
  readonly calls: number;
  /** Calls since the page was opened that is shown now. */
  readonly callsOfPage: number;
  /** Calls the key may still make in this minute, and in this hour; undefined before the first answer. */
  readonly minuteRemaining: number | undefined;
  readonly hourRemaining: number | undefined;
}

interface UpstreamReport {
  readonly calls: number;
  readonly budget?: { readonly minuteRemaining: number; readonly hourRemaining: number };
}

export const costVar = makeVar<Cost>({
  answers: 0,
  calls: 0,
  callsOfPage: 0,
  minuteRemaining: undefined,
  hourRemaining: undefined,
});

/** Begins to count the calls of another page. */
export function openedPage(): void {
  costVar({ ...costVar(), callsOfPage: 0 });
}

/** Adds up what every answer says of its cost. */
export const costLink = new ApolloLink((operation, forward) =>
  forward(operation).pipe(
    map((result) => {
      const upstream = result.extensions?.['upstream'] as UpstreamReport | undefined;
      if (upstream) {
        const { answers, calls, callsOfPage } = costVar();
        costVar({
          answers: answers + 1,
          calls: calls + upstream.calls,
          callsOfPage: callsOfPage + upstream.calls,
          minuteRemaining: upstream.budget?.minuteRemaining,
          hourRemaining: upstream.budget?.hourRemaining,
        });
      }
      return result;
    }),
  ),
);
