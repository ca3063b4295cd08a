import { describe, expect, it } from 'vitest';
import type { OperationArguments, OperationId } from '../../../src/posthog/api/operation-types.ts';
import {
  error,
  failureOf,
  fakePostHog,
  json,
  raw,
  text,
  type Respond,
} from '../../support/fake-posthog.ts';

const experiment = { path: { project_id: '@current', id: 12 } };
const project = { path: { project_id: '@current' } };

async function ends<Id extends OperationId>(
  answer: Respond,
  operation: Id,
  args: OperationArguments<Id>,
) {
  await using posthog = await fakePostHog(answer);
  return await failureOf(posthog.client().call(operation, args));
}
const refused = (detail: string, attr: string | null = null) =>
  json(400, error('validation_error', 'invalid_input', detail, attr));

describe('a 400 is about state or about input', () => {
  it.each([
    ['experiments_launch_create', 'Experiment has already been launched.', 'ALREADY_LAUNCHED'],
    [
      'experiments_launch_create',
      'Experiment cannot be launched because its feature flag has been deleted.',
      'FLAG_DELETED',
    ],
    [
      'experiments_launch_create',
      'Feature flag must have at least 2 variants (control and at least one test variant)',
      'FLAG_INELIGIBLE',
    ],
    ['experiments_pause_create', 'Experiment has not been launched yet.', 'NOT_LAUNCHED'],
    ['experiments_pause_create', 'Experiment does not have a feature flag linked.', 'NO_FLAG'],
    ['experiments_pause_create', 'Experiment is already paused.', 'ALREADY_PAUSED'],
    ['experiments_resume_create', 'Experiment is not paused.', 'NOT_PAUSED'],
    ['experiments_resume_create', 'Experiment has already ended.', 'ALREADY_ENDED'],
    ['experiments_reset_create', 'Experiment is already in draft state.', 'ALREADY_DRAFT'],
    ['experiments_archive_create', 'Experiment is already archived.', 'ALREADY_ARCHIVED'],
    [
      'experiments_archive_create',
      'Experiment must be ended before it can be archived.',
      'NOT_ENDED',
    ],
    ['experiments_unarchive_create', 'Experiment is not archived.', 'NOT_ARCHIVED'],
    [
      'experiments_freeze_exposure_create',
      'Cannot freeze a paused experiment. Resume it first.',
      'PAUSED',
    ],
    [
      'experiments_freeze_exposure_create',
      'Experiment exposure is already frozen.',
      'ALREADY_FROZEN',
    ],
    [
      'experiments_freeze_exposure_create',
      "Experiment's feature flag has been deleted.",
      'FLAG_DELETED',
    ],
    [
      'experiments_freeze_exposure_create',
      "Experiment's feature flag has no release conditions to freeze.",
      'NO_RELEASE_CONDITIONS',
    ],
    [
      'experiments_freeze_exposure_create',
      'No users have been exposed to this experiment yet, so freezing would stop it for everyone. Wait until the experiment has recorded exposures.',
      'NO_EXPOSURES',
    ],
    ['experiments_freeze_exposure_create', 'Some sentence of a newer server.', 'OTHER'],
    ['experiments_unfreeze_exposure_create', 'Experiment exposure is not frozen.', 'NOT_FROZEN'],
    [
      'experiments_create_exposure_cohort_for_experiment_create',
      'Experiment does not have a feature flag',
      'NO_FLAG',
    ],
    [
      'experiments_create_exposure_cohort_for_experiment_create',
      'Experiment does not have a start date',
      'NOT_LAUNCHED',
    ],
    [
      'experiments_create_exposure_cohort_for_experiment_create',
      'Experiment already has an exposure cohort',
      'EXPOSURE_COHORT_EXISTS',
    ],
    [
      'experiments_duplicate_create',
      'Duplication is not supported for experiments using legacy metrics.',
      'LEGACY_METRICS',
    ],
  ] as const)('%s, "%s" → %s', async (operation, detail, reason) => {
    const failure = await ends(refused(detail), operation, experiment);
    expect(failure).toMatchObject({ kind: 'lifecycle-conflict', reason, message: detail });
  });

  it('the same flag rule is about the input when an experiment is created', async () => {
    const detail =
      'Feature flag must have at least 2 variants (control and at least one test variant)';
    const failure = await ends(refused(detail), 'experiments_create', {
      ...project,
      body: { name: 'a', feature_flag_key: 'b' },
    });
    expect(failure).toMatchObject({
      kind: 'validation',
      attr: null,
      code: 'invalid_input',
      message: detail,
    });
  });

  it('a variant that the flag does not have is input, not state', async () => {
    const failure = await ends(
      refused("Variant 'x' not found on feature flag."),
      'experiments_ship_variant_create',
      {
        ...experiment,
        body: { variant_key: 'x' },
      },
    );
    expect(failure.kind).toBe('validation');
  });

  it('a body with only `detail` or only `error` is parsed too', async () => {
    const byHand = await ends(
      json(400, { detail: 'Copying is not supported for experiments using legacy metrics.' }),
      'experiments_copy_to_project_create',
      {
        ...experiment,
        body: { target_team_id: 2 },
      },
    );
    expect(byHand).toMatchObject({ kind: 'lifecycle-conflict', reason: 'LEGACY_METRICS' });
    const paging = await ends(
      json(400, { error: 'Invalid limit or offset' }),
      'experiments_eligible_feature_flags_retrieve',
      project,
    );
    expect(paging).toMatchObject({
      kind: 'validation',
      attr: null,
      message: 'Invalid limit or offset',
      body: { error: 'Invalid limit or offset' },
    });
  });
});

describe('a 404 is about the object or about the endpoint', () => {
  const notFound = json(404, error('invalid_request', 'not_found', 'Not found.'));

  it('an experiment that does not exist is not found', async () => {
    expect(await ends(notFound, 'experiments_retrieve', experiment)).toMatchObject({
      kind: 'not-found',
    });
    expect(await ends(notFound, 'experiments_launch_create', experiment)).toMatchObject({
      kind: 'not-found',
    });
  });

  it('an unknown project is not found, whatever the operation', async () => {
    const unknown = json(404, error('invalid_request', 'not_found', 'Project not found.'));
    expect(await ends(unknown, 'experiments_list', project)).toMatchObject({ kind: 'not-found' });
    expect(await ends(unknown, 'experiments_stats_retrieve', project)).toMatchObject({
      kind: 'not-found',
      message: 'Project not found.',
    });
  });

  it('"Not found." for a path without an id means that the server does not have the endpoint', async () => {
    expect(
      await ends(notFound, 'experiments_eligible_feature_flags_retrieve', project),
    ).toMatchObject({ kind: 'unsupported' });
    expect(
      await ends(notFound, 'experiments_requires_flag_implementation_retrieve', project),
    ).toMatchObject({ kind: 'unsupported' });
  });

  it('a 404 in HTML on an action means the same; on the plain list it means that the server is not PostHog', async () => {
    const page = text(404, '<h1>404</h1>');
    expect(await ends(page, 'experiments_freeze_exposure_create', experiment)).toMatchObject({
      kind: 'unsupported',
    });
    expect(await ends(page, 'experiments_list', project)).toMatchObject({ kind: 'malformed' });
  });

  it("results that were never computed are not found, with their handler's own message", async () => {
    const none = json(404, { detail: 'No completed recalculation found' });
    expect(
      await ends(none, 'experiments_metrics_recalculation_latest_retrieve', experiment),
    ).toMatchObject({
      kind: 'not-found',
      message: 'No completed recalculation found',
    });
  });

  it('a hard delete is refused by every PostHog with an empty 405', async () => {
    expect(await ends(raw(405), 'experiments_destroy', experiment)).toMatchObject({
      kind: 'unsupported',
      status: 405,
    });
  });
});

describe('an answer to a write that does not come from PostHog', () => {
  it.each([401, 403, 411, 413, 414, 415, 417, 421, 426, 431])(
    'with %i was not passed on to it, so that the write was certainly not made',
    async (status) => {
      const failure = await ends(
        text(status, '<html>No.</html>'),
        'experiments_pause_create',
        experiment,
      );
      expect(failure).toMatchObject({ kind: 'malformed', status, uncertain: false });
    },
  );

  it.each([400, 409, 410, 423, 451])(
    'with %i leaves open whether the write was made, and a read fails without that',
    async (status) => {
      const answer = text(status, '<html>No.</html>');
      const write = await ends(answer, 'experiments_pause_create', experiment);
      expect(write).toMatchObject({ kind: 'malformed', status, uncertain: true });
      const read = await ends(answer, 'experiments_retrieve', experiment);
      expect(read).toMatchObject({ kind: 'malformed', status, uncertain: false });
    },
  );
});
