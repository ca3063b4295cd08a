import type { Conclusion } from '../model/entities.ts';
import { randomStream } from '../statistics/random.ts';
import type { MetricName } from './metric-catalogue.ts';
import type { ExperimentPlan } from './plan.ts';

const SURFACES = [
  'Checkout',
  'Pricing page',
  'Onboarding',
  'Search',
  'Editor toolbar',
  'Share dialog',
  'Dashboard',
  'Billing settings',
  'Invite flow',
  'Mobile web',
  'Template gallery',
  'Notification centre',
];

const CHANGES = [
  'shorter copy',
  'fewer fields',
  'progress bar',
  'social proof',
  'inline help',
  'new ranking',
  'lazy loading',
  'larger buttons',
  'AI suggestions',
  'one step less',
  'sticky footer',
  'weekly digest',
];

const METRIC_SETS: { primary: MetricName[]; secondary: MetricName[] }[] = [
  { primary: ['checkout', 'revenue'], secondary: ['orderValue', 'tickets'] },
  { primary: ['signup'], secondary: ['weeklyRetention'] },
  { primary: ['activation', 'documents'], secondary: ['sessions', 'pageLoad'] },
  { primary: ['search', 'clickThrough'], secondary: ['pageLoad'] },
  { primary: ['mrr'], secondary: ['upgradeClicks', 'tickets'] },
  { primary: ['comments'], secondary: [] },
];

const CONCLUSIONS: Conclusion[] = ['won', 'lost', 'inconclusive', 'inconclusive', 'stopped_early'];

/** Plans for `count` additional experiments of the main project, for load tests; deterministic. */
export function bulkPlans(count: number): ExperimentPlan[] {
  return Array.from({ length: count }, (_, index) => bulkPlan(index));
}

function bulkPlan(index: number): ExperimentPlan {
  const random = randomStream('bulk', index);
  const surface = random.pick(SURFACES);
  const change = random.pick(CHANGES);
  const launched = Math.floor(random.between(2, 120));
  const state = random.pick([
    'draft',
    'running',
    'running',
    'running',
    'stopped',
    'stopped',
    'archived',
  ]);
  const over = state === 'stopped' || state === 'archived';
  return {
    name: `${surface}: ${change} (round ${index + 1})`,
    key: `${surface}-${change}-${index + 1}`.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'),
    description: '',
    owner: Math.floor(random.between(0, 7)),
    created: launched + 3,
    ...random.pick(METRIC_SETS),
    tags: [surface.toLowerCase()],
    ...(state !== 'draft' && { launched }),
    ...(over && {
      ended: Math.floor(launched * random.between(0.05, 0.7)),
      conclusion: random.pick(CONCLUSIONS),
    }),
    ...(state === 'archived' && { archived: true }),
  };
}
