import type { VerdictState } from './generated/graphql.ts';

const verdictWords: Readonly<Record<VerdictState, string>> = {
  WINNING: 'Winning',
  LOSING: 'Losing',
  INCONCLUSIVE: 'Inconclusive',
  NOT_ENOUGH_DATA: 'Not enough data',
  NO_DATA: 'No data yet',
};

interface VerdictBadgeProps {
  readonly state: VerdictState;
  readonly variant: string | null;
}

const signs: Partial<Record<VerdictState, string>> = { WINNING: '▲', LOSING: '▼' };

/** What a metric says, with the variant it speaks of. */
export function VerdictBadge({ state, variant }: VerdictBadgeProps) {
  const decided = state === 'WINNING' || state === 'LOSING';
  return (
    <span className="verdict" data-verdict={state}>
      {signs[state] && <span aria-hidden="true">{signs[state]} </span>}
      {decided && variant !== null
        ? `${variant} ${verdictWords[state].toLowerCase()}`
        : verdictWords[state]}
    </span>
  );
}
