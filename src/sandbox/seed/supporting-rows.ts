import type { Cohort, Holdout, JsonObject, SavedMetric } from '../model/entities.ts';
import type { Store } from '../model/store.ts';
import { ACTIONS, METRICS, SHARED } from './metric-catalogue.ts';
import type { MetricName } from './metric-catalogue.ts';
import type { Accounts } from './accounts.ts';

/** Rows that experiments refer to, by name. */
export interface SupportingRows {
  holdouts: Map<string, Holdout>;
  shared: Map<MetricName, SavedMetric>;
  cohorts: Map<string, Cohort>;
}

const HOLDOUTS: [name: string, description: string, percentage: number][] = [
  ['Quarterly holdout', 'Sees none of the growth work until the end of the quarter.', 5],
  ['Pricing holdout', 'Keeps the old price list for comparison.', 10],
  ['Platform holdout', 'Not in use yet.', 2],
];

const PROMPTS: [name: string, versions: number[]][] = [
  ['support-reply', [1, 2, 3, 4]],
  ['release-notes-summary', [1, 2]],
  ['onboarding-coach', [1, 2, 3]],
];

/**
 * Inserts holdouts, shared metrics, actions, cohorts and prompts of the main project, and an approval policy elsewhere.
 */
export function seedSupportingRows(store: Store, accounts: Accounts, at: string): SupportingRows {
  const { web, shop, team, shopkeeper } = accounts;
  const created = { project: web.id, created_by: team[2]?.id ?? null, created_at: at };
  for (const action of ACTIONS) {
    store.actions.insert({
      id: store.nextId('actions'),
      project: web.id,
      ...action,
      deleted: false,
    });
  }
  for (const [name, versions] of PROMPTS) {
    store.prompts.insert({ id: store.nextId('prompts'), project: web.id, name, versions });
  }
  // Demonstrates the approval flow without enabling it everywhere, which is what the profile's `approvals` does.
  store.approvalPolicies.insert({
    id: store.uuid(),
    organization: shop.organization,
    action: 'feature_flag.update',
    approvers: [shopkeeper.id],
    effect: 'require_approval',
    allow_self_approve: false,
  });
  const holdouts = HOLDOUTS.map(([name, description, percentage]) => {
    const id = store.nextId('holdouts');
    const group = { properties: [], rollout_percentage: percentage, variant: `holdout-${id}` };
    return store.holdouts.insert({
      id,
      name,
      description,
      filters: [group],
      updated_at: at,
      ...created,
    });
  });
  const shared = SHARED.map(({ metric, description, tags }): [MetricName, SavedMetric] => {
    const { name, ...query } = METRICS[metric];
    const row: SavedMetric = {
      id: store.nextId('savedMetrics'),
      name: String(name),
      description,
      query: { ...structuredClone(query), uuid: store.uuid() },
      tags,
      updated_at: at,
      ...created,
    };
    return [metric, store.savedMetrics.insert(row)];
  });
  return {
    holdouts: new Map(holdouts.map((holdout) => [holdout.name, holdout])),
    shared: new Map(shared),
    cohorts: seedCohorts(store, created),
  };
}

const byProperty = (key: string, value: string[]): JsonObject => ({
  properties: {
    type: 'OR',
    values: [{ type: 'OR', values: [{ key, type: 'person', value, operator: 'exact' }] }],
  },
});

function seedCohorts(
  store: Store,
  created: Pick<Cohort, 'project' | 'created_by' | 'created_at'>,
): Map<string, Cohort> {
  const cohorts: Pick<Cohort, 'name' | 'description' | 'filters' | 'is_static' | 'count'>[] = [
    {
      name: 'Enterprise accounts',
      description: 'Plan is enterprise.',
      filters: byProperty('plan', ['enterprise']),
      is_static: false,
      count: 812,
    },
    {
      name: 'Internal team',
      description: 'Us; kept out of results.',
      filters: byProperty('company', ['Lumen Labs']),
      is_static: false,
      count: 46,
    },
    {
      name: 'Design partners',
      description: 'Uploaded list of the customer council.',
      filters: {},
      is_static: true,
      count: 23,
    },
  ];
  return new Map(
    cohorts.map((cohort): [string, Cohort] => [
      cohort.name,
      store.cohorts.insert({
        id: store.nextId('cohorts'),
        deleted: false,
        cohort_type: cohort.is_static ? 'static' : 'person_property',
        ...cohort,
        ...created,
      }),
    ]),
  );
}
