import type { Experiment, JsonObject } from '../model/entities.ts';
import { requiredError } from '../model/errors.ts';
import { createExperiment, refuseConfigFor } from '../domain/experiment/create.ts';
import { findExperiment, linkedFlag } from '../domain/experiment/lookup.ts';
import { readPayload } from '../domain/experiment/payload.ts';
import { refuseUnlessOptedIn, updateExperiment } from '../domain/experiment/update.ts';
import { againstStaleVersion } from '../domain/experiment/version.ts';
import { readFlagConfig } from '../domain/flag/experiment-input.ts';
import { defineRoute } from '../model/route.ts';
import type { ProjectRequest, SandboxRoute, SandboxResponse } from '../model/route.ts';
import { bodyObject } from '../validation/fields.ts';
import { answeredExperiment, wireExperiment } from '../wire/experiment.ts';

const BASE = '/api/projects/{project_id}/experiments/';
const NEEDED = ['name', 'feature_flag_key'] as const;

function create(request: ProjectRequest): Experiment {
  const body = bodyObject(request.body);
  const payload = readPayload(request, body, NEEDED);
  const { name, feature_flag_key: key } = payload;
  if (name === undefined) throw requiredError('name');
  if (key === undefined) throw requiredError('feature_flag_key');
  const config = readFlagConfig(request, body, undefined, () => {
    refuseConfigFor(request.store.flagByKey(request.project.id, key), key);
  });
  return createExperiment(request, { ...payload, name, feature_flag_key: key }, config);
}

/**
 * Only a body with `deleted: false` can update a soft-deleted experiment
 * (docs/posthog/updating-experiments.md#soft-deletion).
 */
const restores = (body: JsonObject): boolean =>
  body['deleted'] === false || body['deleted'] === 'false';

function update(request: ProjectRequest, needed: typeof NEEDED | []): SandboxResponse {
  const sent = bodyObject(request.body);
  const experiment = findExperiment(request, { includeDeleted: restores(sent) });
  readPayload(request, sent, needed, experiment);
  const body = againstStaleVersion(experiment, sent, () =>
    wireExperiment(request.store, experiment),
  );
  if (!body) return { status: 200, body: answeredExperiment(request, experiment) };
  const payload = readPayload(request, body, [], experiment);
  const config = readFlagConfig(request, body, linkedFlag(request, experiment), () => {
    refuseUnlessOptedIn(experiment, payload);
  });
  updateExperiment(request, experiment, payload, config);
  return { status: 200, body: answeredExperiment(request, experiment) };
}

export const experimentWriteRoutes: SandboxRoute[] = [
  defineRoute({
    operation: 'experiments_create',
    method: 'POST',
    path: BASE,
    scopes: ['experiment:write'],
    handler: (request) => ({
      status: 201,
      body: answeredExperiment(request, create(request)),
    }),
  }),
  defineRoute({
    operation: 'experiments_update',
    method: 'PUT',
    path: `${BASE}{id}/`,
    scopes: ['experiment:write'],
    handler: (request) => update(request, NEEDED),
  }),
  defineRoute({
    operation: 'experiments_partial_update',
    method: 'PATCH',
    path: `${BASE}{id}/`,
    scopes: ['experiment:write'],
    handler: (request) => update(request, []),
  }),
];
