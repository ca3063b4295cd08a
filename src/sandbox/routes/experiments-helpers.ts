import { filterEligibleFlags, orderEligibleFlags } from '../domain/flag/eligible.ts';
import { bare } from '../model/errors.ts';
import { calculateRunningTime } from '../statistics/running-time.ts';
import { defineRoute } from '../model/route.ts';
import type { SandboxRoute } from '../model/route.ts';
import { readRunningTimeInput } from '../validation/running-time-input.ts';
import { wireFlag } from '../wire/flag.ts';

const BASE = '/api/projects/{project_id}/experiments/';
const DEFAULT_LIMIT = 20;
const MAX_LIMIT = 100;

/** Parses `limit` and `offset` like Python's int(); invalid values are refused here, unlike in lists. */
function paging(query: URLSearchParams): { limit: number; offset: number } {
  const read = (name: string, otherwise: number): number => {
    const text = query.get(name);
    if (text === null) return otherwise;
    if (!/^\s*\+?\d+\s*$/.test(text)) throw bare(400, { error: 'Invalid limit or offset' });
    return Number(text);
  };
  return { limit: Math.min(read('limit', DEFAULT_LIMIT), MAX_LIMIT), offset: read('offset', 0) };
}

export const experimentHelperRoutes: SandboxRoute[] = [
  defineRoute({
    operation: 'experiments_calculate_running_time_create',
    method: 'POST',
    path: `${BASE}calculate_running_time/`,
    scopes: ['experiment:read'],
    handler: (request) => ({
      status: 200,
      body: calculateRunningTime(readRunningTimeInput(request.body)),
    }),
  }),
  defineRoute({
    operation: 'experiments_eligible_feature_flags_retrieve',
    method: 'GET',
    path: `${BASE}eligible_feature_flags/`,
    scopes: ['feature_flag:read'],
    exists: (profile) => profile.seed_endpoints,
    handler(request) {
      const { store, query } = request;
      const { limit, offset } = paging(query);
      const flags = orderEligibleFlags(query, filterEligibleFlags(request));
      return {
        status: 200,
        body: {
          results: flags.slice(offset, offset + limit).map((flag) => wireFlag(store, flag)),
          count: flags.length,
        },
      };
    },
  }),
  defineRoute({
    operation: 'experiments_requires_flag_implementation_retrieve',
    method: 'GET',
    path: `${BASE}requires_flag_implementation/`,
    scopes: ['experiment:read'],
    exists: (profile) => profile.seed_endpoints,
    handler({ store, project }) {
      // The legacy check looks for `$feature/…` properties on recent events, which running flags produce.
      const implemented = store.experiments
        .by('project', project.id)
        .some((row) => !row.deleted && row.start_date !== null && row.end_date === null);
      return { status: 200, body: { result: !implemented } };
    },
  }),
];
