import { holdsScope } from '../model/auth.ts';
import type { Experiment, JsonObject } from '../model/entities.ts';
import { notFound } from '../model/errors.ts';
import { cleanupTarget } from '../domain/cleanup/target.ts';
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
    handler(request) {
      const target = cleanupTarget(request.store, request.project, findExperiment(request));
      return { status: 200, body: { ...target } };
    },
  }),
  defineRoute({
    operation: 'experiments_flag_cleanup_task_retrieve',
    method: 'GET',
    path: `${BASE}flag_cleanup_task/`,
    scopes: ['experiment:read'],
    handler: (request) => ({ status: 200, body: cleanupTask(request, findExperiment(request)) }),
  }),
];

type RunStatus = 'queued' | 'in_progress' | 'completed' | 'failed';

function cleanupTask(
  { store, project, now, caller }: ProjectRequest,
  experiment: Experiment,
): JsonObject {
  const { flag_cleanup_task_id: task } = experiment;
  const { repository } = cleanupTarget(store, project, experiment);
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
