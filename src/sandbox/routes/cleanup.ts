import { holdsScope } from '../model/auth.ts';
import type { Experiment, JsonObject } from '../model/entities.ts';
import { notFound } from '../model/errors.ts';
import { findExperiment } from '../domain/experiment/lookup.ts';
import { defineRoute } from '../model/route.ts';
import type { ProjectRequest, SandboxRoute } from '../model/route.ts';

const BASE = '/api/projects/{project_id}/experiments/{id}/';

/** How long a task waits for a worker, and how long the worker takes to open a pull request. */
const QUEUED_MS = 30_000;
const WORK_MS = 8 * 60_000;

export const cleanupRoutes: SandboxRoute[] = [
  defineRoute({
    operation: 'experiments_flag_cleanup_target_retrieve',
    method: 'GET',
    path: `${BASE}flag_cleanup_target/`,
    scopes: ['experiment:read'],
    handler: (request) => ({ status: 200, body: cleanupTarget(request, findExperiment(request)) }),
  }),
  defineRoute({
    operation: 'experiments_flag_cleanup_task_retrieve',
    method: 'GET',
    path: `${BASE}flag_cleanup_task/`,
    scopes: ['experiment:read'],
    handler: (request) => ({ status: 200, body: cleanupTask(request, findExperiment(request)) }),
  }),
];

/** The repository of a cleanup: the experiment's own, otherwise the project's only one. */
function cleanupTarget({ store, project }: ProjectRequest, experiment: Experiment): JsonObject {
  const { repository } = experiment;
  if (repository !== null) return { repository, source: 'explicit', candidates: [repository] };
  const known = store.experiments
    .by('project', project.id)
    .flatMap((row) => (row.repository === null ? [] : [row.repository]));
  const candidates = [...new Set(known)].toSorted();
  const [first, ...others] = candidates;
  if (first === undefined) return { repository: null, source: 'no_integration', candidates };
  return others.length === 0
    ? { repository: first, source: 'single_repo', candidates }
    : { repository: null, source: 'ambiguous', candidates };
}

type RunStatus = 'queued' | 'in_progress' | 'completed' | 'failed';

function cleanupTask({ now, caller }: ProjectRequest, experiment: Experiment): JsonObject {
  const { flag_cleanup_task_id: task, repository } = experiment;
  if (task === null) throw notFound();
  // Ending or shipping starts the task and is the last event of an experiment.
  const age = now.getTime() - Date.parse(experiment.end_date ?? experiment.updated_at);
  const status = runStatus(age, repository);
  return {
    task_id: task,
    run_status: status,
    is_terminal: status === 'completed' || status === 'failed',
    pr_url:
      status === 'completed' ? `https://github.com/${repository}/pull/${experiment.id}` : null,
    can_view_task: holdsScope(caller.key, 'task:read'),
  };
}

function runStatus(age: number, repository: string | null): RunStatus {
  if (age < QUEUED_MS) return 'queued';
  if (age < QUEUED_MS + WORK_MS) return 'in_progress';
  // The pull request needs a repository.
  return repository === null ? 'failed' : 'completed';
}
