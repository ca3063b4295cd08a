import type { Experiment, Project } from '../../model/entities.ts';
import type { Store } from '../../model/store.ts';

/** The repository from which a flag would be removed, and where it comes from. */
export interface CleanupTarget {
  repository: string | null;
  source: 'explicit' | 'team_default' | 'single_repo' | 'ambiguous' | 'no_integration';
  candidates: string[];
}

/**
 * The experiment's own repository, else the project's default, else the only one of the project
 * (docs/posthog/other-operations.md#flag-clean-up).
 */
export function cleanupTarget(
  store: Store,
  project: Project,
  { repository: own }: Experiment,
): CleanupTarget {
  if (own !== null) return { repository: own, source: 'explicit', candidates: [own] };
  const byDefault = project.default_cleanup_repository ?? null;
  if (byDefault !== null) {
    return { repository: byDefault, source: 'team_default', candidates: [byDefault] };
  }
  const known = store.experiments
    .by('project', project.id)
    .flatMap(({ repository }) => (repository === null ? [] : [repository]));
  const candidates = [...new Set(known)].toSorted();
  const [first, ...others] = candidates;
  if (first === undefined) return { repository: null, source: 'no_integration', candidates };
  return others.length === 0
    ? { repository: first, source: 'single_repo', candidates }
    : { repository: null, source: 'ambiguous', candidates };
}
