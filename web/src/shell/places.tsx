import { Link } from 'wouter';

const base = import.meta.env.BASE_URL;

/** The pages of the app, and the other pages of the server. */
export function Places() {
  return (
    <nav className="places" aria-label="Main">
      <Link href="/" className={(isHere) => (isHere ? 'here' : '')}>
        Experiments
      </Link>
      <Link href="/inbox" className={(isHere) => (isHere ? 'here' : '')}>
        Needs a decision
      </Link>
      <a href={`${base}graphql`}>GraphiQL</a>
      <a href={`${base}v1`}>REST</a>
      <a href={`${base}docs/`}>Docs</a>
    </nav>
  );
}
