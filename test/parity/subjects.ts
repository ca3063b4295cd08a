import { asColleague } from '../support/sandbox-control.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';

/** Experiments of the seed by their state, identified by the key of their flag. */
const byFlag = {
  draft: 'command-bar',
  running: 'onboarding-checklist',
  paused: 'dark-mode-default',
  frozen: 'quarterly-plan',
  stopped: 'no-card-signup',
  archived: 'sticky-upgrade-banner',
  legacy: 'onboarding-video-2023',
  checkout: 'one-page-checkout',
} as const;

/** A flag of the seed that no experiment uses. */
const SPARE_FLAG = 6;
/** A flag of the seed that no other flag depends on. */
const NEEDED_FLAG = 3;
const DEPENDENT_FLAG = 'editor-v4-comments';

interface Found {
  readonly id: number;
  readonly feature_flag_key: string;
}

/** Creates the state that every row begins with: the seed, and a flag that depends on another. */
export async function begin(sandbox: Sandbox): Promise<void> {
  sandbox.reset();
  await asColleague(sandbox, 'POST', 'feature_flags/', {
    key: DEPENDENT_FLAG,
    name: 'Comments of the new editor',
    filters: {
      groups: [
        {
          properties: [
            { key: String(NEEDED_FLAG), type: 'flag', value: true, operator: 'flag_evaluates_to' },
          ],
          rollout_percentage: 100,
        },
      ],
    },
  });
}

/** The values of the placeholders in braces: numbers, keys and uuids of that state. */
export async function subjectsOf(sandbox: Sandbox): Promise<Record<string, unknown>> {
  const get = (path: string) => asColleague(sandbox, 'GET', path);
  const dependent = await get(`feature_flags/?search=${DEPENDENT_FLAG}`);
  const pages = await Promise.all(
    ['false', 'true'].map((archived) => get(`experiments/?limit=100&archived=${archived}`)),
  );
  const found = pages.flatMap(({ results }) => results as Found[]);
  const ids = Object.entries(byFlag).map(([name, key]) => [
    name,
    found.find((one) => one.feature_flag_key === key)?.id,
  ]);
  const experiments = Object.fromEntries(ids) as Record<keyof typeof byFlag, number>;
  const checkout = await get(`experiments/${experiments.checkout}/`);
  const latest = await get(`experiments/${experiments.checkout}/metrics_recalculation/latest/`);
  const running = await get(`experiments/${experiments.running}/`);
  const sessions = await asColleague(
    sandbox,
    'POST',
    `experiments/${experiments.checkout}/session_buckets/`,
    { bucket: 'fired_any', limit: 1 },
  );
  const { results: projects } = await asColleague(sandbox, 'GET', '../');
  const [metric] = checkout['metrics'];
  return {
    ...experiments,
    draft_flag: byFlag.draft,
    variant: running['feature_flag'].filters.multivariate.variants.at(-1).key,
    run: latest['id'],
    metric: metric.uuid,
    metric_itself: metric,
    fingerprint: metric.fingerprint,
    session: sessions['session_ids'][0],
    organization: projects[0].organization,
    flag: running['feature_flag'].id,
    flag_key: running['feature_flag'].key,
    spare_flag: SPARE_FLAG,
    needed_flag: NEEDED_FLAG,
    busy_flag: dependent['results'][0].id,
    fifth: Buffer.from('offset:4').toString('base64url'),
  };
}
