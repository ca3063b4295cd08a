import '../styles/deciding.css';
import type { DecisionRecommendation } from '../list/outcomes/generated/graphql.ts';
import { recommendationWords } from '../words.ts';

interface DecisionBadgeProps {
  readonly recommendation: DecisionRecommendation;
  readonly variant: string | null;
}

/** What to do, in a word and a colour. */
export function DecisionBadge({ recommendation, variant }: DecisionBadgeProps) {
  const words = recommendationWords[recommendation];
  return (
    <span className="decision" data-decision={recommendation}>
      {recommendation === 'SHIP' && variant !== null ? `${words} “${variant}”` : words}
    </span>
  );
}
