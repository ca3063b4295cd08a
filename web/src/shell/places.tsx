import { useReactiveVar } from '@apollo/client/react';
import { Link } from 'wouter';
import { waitingVar } from '../inbox/waiting-var.ts';
import { number } from '../format.ts';

const base = import.meta.env.BASE_URL;

/** The pages of the app, and the other pages of the server. */
export function Places() {
  const waiting = useReactiveVar(waitingVar);
  return (
    <nav className="places" aria-label="Main">
      <Link href="/" className={(isHere) => (isHere ? 'here' : '')}>
        Experiments
      </Link>
      <Link href="/inbox" className={(isHere) => (isHere ? 'here' : '')}>
        Needs a decision{waiting !== undefined && ` (${number(waiting)})`}
      </Link>
      <Link href="/planner" className={(isHere) => (isHere ? 'here' : '')}>
        Planner
      </Link>
      <Link href="/metrics" className={(isHere) => (isHere ? 'here' : '')}>
        Metrics
      </Link>
      <Link href="/holdouts" className={(isHere) => (isHere ? 'here' : '')}>
        Holdouts
      </Link>
      <a href={`${base}graphql`}>GraphiQL</a>
      <a href={`${base}v1`}>REST</a>
      <a href={`${base}docs/`}>Docs</a>
    </nav>
  );
}
