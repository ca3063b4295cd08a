import type { ExperimentHeadFragment } from './generated/graphql.ts';

interface PosthogLinksProps {
  readonly experiment: ExperimentHeadFragment;
}

/** The experiment, its flag and the recordings of each variant in PostHog's app. The sandbox has no such pages. */
export function PosthogLinks({ experiment }: PosthogLinksProps) {
  const { posthogUrl, featureFlag, recordings } = experiment;
  if (posthogUrl === null)
    return (
      <p className="quiet small">
        The sandbox has no pages of its own: with a real PostHog there are links to the experiment,
        its flag and the recordings of each variant.
      </p>
    );
  return (
    <ul className="posthog-links" aria-label="In PostHog">
      <Item href={posthogUrl} label="Experiment in PostHog" />
      {featureFlag?.posthogUrl != null && (
        <Item href={featureFlag.posthogUrl} label="Flag in PostHog" />
      )}
      {recordings?.map(({ variantKey, posthogUrl: href }) => (
        <Item key={variantKey} href={href} label={`Recordings of ${variantKey}`} />
      ))}
    </ul>
  );
}

function Item({ href, label }: { readonly href: string | null; readonly label: string }) {
  if (href === null) return null;
  return (
    <li>
      <a href={href} target="_blank" rel="noopener noreferrer">
        {label} <span aria-hidden="true">↗</span>
        <span className="unseen"> (opens a new tab)</span>
      </a>
    </li>
  );
}
