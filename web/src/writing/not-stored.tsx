import { Link } from 'wouter';

interface NotStoredProps {
  readonly id: string;
  /** In PostHog's names. */
  readonly paths: readonly string[];
}

/** Says what PostHog has silently dropped of what was saved: an older server does not know every setting. */
export function NotStored({ id, paths }: NotStoredProps) {
  return (
    <section className="notice" data-tone="warning" role="alert">
      <h1>Saved, but not everything</h1>
      <p>This PostHog has not stored the following, probably because it is too old to know it:</p>
      <ul>
        {paths.map((path) => (
          <li key={path}>
            <code>{path}</code>
          </li>
        ))}
      </ul>
      <p className="notice-foot">
        <Link className="button" href={`/experiments/${id}`}>
          To the experiment
        </Link>
      </p>
    </section>
  );
}
