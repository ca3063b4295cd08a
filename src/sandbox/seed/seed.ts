import type { SandboxClock } from '../model/clock.ts';
import { bulkPlans } from './bulk.ts';
import { seedStandaloneFlags } from './standalone-flags.ts';
import { DRAFTS, FINISHED, MOBILE_EXPERIMENTS, SHOP_EXPERIMENTS } from './other-experiments.ts';
import { seedAccounts } from './accounts.ts';
import type { ExperimentPlan } from './plan.ts';
import { insertExperiment } from './insert-experiment.ts';
import type { SeedGround } from './insert-experiment.ts';
import { RUNNING_EXPERIMENTS } from './running-experiments.ts';
import { seedSupportingRows } from './supporting-rows.ts';
import type { Store } from '../model/store.ts';
import { wireTime } from '../model/time.ts';
import { DAY_MS, midnightIn } from '../model/zone.ts';

export interface SeedOptions {
  /** Total number of experiments of the main project; at least the curated ones. */
  experiments?: number | undefined;
}

const PRODUCT_AGE_DAYS = 730;
const LOOSE_FLAGS_AGE_DAYS = 200;

/**
 * Fills an empty store with the experiments of two organisations, in every state. All dates are relative to
 * the clock, and the same clock time yields the same store, byte for byte.
 */
export function seed(
  store: Store,
  clock: SandboxClock,
  { experiments = 0 }: SeedOptions = {},
): void {
  const now = clock.now();
  const today = midnightIn('UTC', now);
  const daysAgo = (days: number) => new Date(today.getTime() - days * DAY_MS);
  const since = daysAgo(PRODUCT_AGE_DAYS);
  const accounts = seedAccounts(store, since);
  const { web, mobile, shop, team, shopkeeper } = accounts;
  const supportingRows = seedSupportingRows(store, accounts, wireTime(since));
  const owners = team.map(({ id }) => id);
  const ground = { store, today, now, owners };
  seedStandaloneFlags(store, web.id, owners, daysAgo(LOOSE_FLAGS_AGE_DAYS));
  const curated = [...RUNNING_EXPERIMENTS, ...DRAFTS, ...FINISHED];
  const bulk = bulkPlans(Math.max(0, experiments - curated.length));
  insertAll({ ...ground, project: web.id, supportingRows }, [...curated, ...bulk]);
  insertAll({ ...ground, project: mobile.id, supportingRows: null }, MOBILE_EXPERIMENTS);
  insertAll(
    { ...ground, project: shop.id, supportingRows: null, owners: [shopkeeper.id] },
    SHOP_EXPERIMENTS,
  );
}

/** Oldest first, so that ids increase with creation times, as in a database. */
function insertAll(ground: SeedGround, plans: readonly ExperimentPlan[]): void {
  for (const plan of plans.toSorted((a, b) => b.created - a.created))
    insertExperiment(ground, plan);
}
