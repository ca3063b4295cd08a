import type { Experiment } from '../model/entities.ts';
import { openCleanup, readCleanup } from '../domain/cleanup/open.ts';
import { archive, unarchive } from '../domain/experiment/archive.ts';
import { freezeExposure, unfreezeExposure } from '../domain/experiment/freeze.ts';
import { end, launch, pause, reset, resume } from '../domain/experiment/lifecycle.ts';
import type { EndingConclusion } from '../domain/experiment/lifecycle.ts';
import { findExperiment, linkedFlag } from '../domain/experiment/lookup.ts';
import { shipVariant } from '../domain/experiment/ship-variant.ts';
import { isTruthy, objectOr } from '../model/json.ts';
import type { JsonObject } from '../model/entities.ts';
import { defineRoute } from '../model/route.ts';
import type { ProjectRequest, SandboxRoute, RouteScopes } from '../model/route.ts';
import { bodyObject, bool, choice, need, nullable, optional, text } from '../validation/fields.ts';
import { answeredExperiment } from '../wire/experiment.ts';

const CONCLUSION = choice('won', 'lost', 'inconclusive', 'stopped_early', 'invalid');

/**
 * Opening a cleanup pull request needs additional scopes, which depend on the raw body
 * (docs/posthog/authentication.md#scopes).
 */
const cleanupScopes: RouteScopes = (body) => {
  const sent = objectOr(body);
  return [
    'experiment:write',
    ...(isTruthy(sent['open_cleanup_pr']) ? ['task:write'] : []),
    ...(isTruthy(sent['set_repository_as_team_default']) ? ['project:write'] : []),
  ];
};

const archiveScopes: RouteScopes = (body) =>
  isTruthy(objectOr(body)['disable_feature_flag'])
    ? ['experiment:write', 'feature_flag:write']
    : ['experiment:write'];

/** Defines a POST on one experiment that answers the whole experiment. */
const action = (
  name: string,
  act: (request: ProjectRequest, experiment: Experiment) => void,
  scopes: RouteScopes = ['experiment:write'],
): SandboxRoute =>
  defineRoute({
    operation: `experiments_${name}_create`,
    method: 'POST',
    path: `/api/projects/{project_id}/experiments/{id}/${name}/`,
    scopes,
    handler(request) {
      const experiment = findExperiment(request);
      act(request, experiment);
      return { status: 200, body: answeredExperiment(request, experiment) };
    },
  });

function readVerdict(body: JsonObject): EndingConclusion {
  return {
    conclusion: optional(body, 'conclusion', nullable(CONCLUSION)),
    conclusion_comment: optional(
      body,
      'conclusion_comment',
      nullable(text({ max: 4_000, blank: true })),
    ),
  };
}

export const experimentLifecycleRoutes: SandboxRoute[] = [
  action('launch', launch),
  action('pause', pause),
  action('resume', resume),
  action(
    'end',
    (request, experiment) => {
      const body = bodyObject(request.body);
      const cleanup = readCleanup(body);
      end(request, experiment, readVerdict(body));
      openCleanup(request, experiment, cleanup);
    },
    cleanupScopes,
  ),
  action(
    'ship_variant',
    (request, experiment) => {
      const body = bodyObject(request.body);
      const cleanup = readCleanup(body);
      shipVariant(request, experiment, {
        ...readVerdict(body),
        variant_key: need(body, 'variant_key', text()),
        release_to_everyone: optional(body, 'release_to_everyone', bool) ?? false,
      });
      openCleanup(request, experiment, cleanup);
    },
    cleanupScopes,
  ),
  action('reset', reset),
  action('freeze_exposure', (request, experiment) => {
    freezeExposure(request, experiment, linkedFlag(request, experiment));
  }),
  action('unfreeze_exposure', (request, experiment) => {
    unfreezeExposure(request, experiment, linkedFlag(request, experiment));
  }),
  action(
    'archive',
    (request, experiment) => {
      const disable = optional(bodyObject(request.body), 'disable_feature_flag', bool);
      archive(request, experiment, disable ?? false);
    },
    archiveScopes,
  ),
  action('unarchive', unarchive),
];
