import type { ProjectRequest } from '../../model/route.ts';

interface TagOutcome {
  updated: { id: number; tags: string[] }[];
  skipped: { id: number; reason: string }[];
}

/**
 * Changes the tags of many experiments; unknown ids are reported in the answer rather than refused
 * (docs/posthog/other-operations.md#tags).
 */
export function saveTags(
  { store, project }: ProjectRequest,
  ids: readonly number[],
  action: 'add' | 'remove' | 'set',
  tags: readonly string[],
): TagOutcome {
  const named = [...new Set(tags.map((tag) => tag.toLowerCase()))];
  const outcome: TagOutcome = { updated: [], skipped: [] };
  for (const id of new Set(ids)) {
    const experiment = store.experiments.get(id);
    if (!experiment || experiment.project !== project.id || experiment.deleted) {
      outcome.skipped.push({ id, reason: 'Not found or no edit access' });
      continue;
    }
    const next = {
      add: [...new Set([...experiment.tags, ...named])],
      remove: experiment.tags.filter((tag) => !named.includes(tag)),
      set: named,
    }[action];
    store.experiments.update(experiment, { tags: next });
    outcome.updated.push({ id, tags: next });
  }
  return outcome;
}
