import { describe, expect, it } from 'vitest';
import { createCatalogue } from '../../src/mcp/create-mcp-server.ts';

type Hints = readonly [
  readOnly: boolean,
  destructive: boolean,
  idempotent: boolean,
  reason: string,
];

const reads = (reason: string): Hints => [true, false, true, reason];
/** Not idempotent: a repeated call has another effect, or is refused. */
const adds = (reason: string): Hints => [false, false, false, reason];
/** Idempotent: a repeated call has no further effect. */
const sets = (reason: string): Hints => [false, false, true, reason];
/** Takes something away, or changes what people get. */
const loses = (reason: string): Hints => [false, true, false, reason];
const losesOnce = (reason: string): Hints => [false, true, true, reason];

/** The expected hints of each tool, with the reason. A new tool fails the tests until it is listed here. */
const judged: Readonly<Record<string, Hints>> = {
  'experiments-dashboard': reads('a stored query'),
  'experiment-overview': reads('a stored query'),
  'experiment-history': reads('a stored query'),
  'experiments-compare': reads('a stored query, run for each experiment'),
  search: reads('a stored query'),
  'sample-size': reads('a stored query that only computes'),
  graphql: reads('mutations are refused before they are sent'),
  'experiment-act': loses('some of its actions end, ship, reset or delete'),
  'experiment-list': reads('GET'),
  'experiment-get': reads('GET'),
  'experiment-activity': reads('GET'),
  'experiment-flag-cleanup-target': reads('GET'),
  'experiment-flag-cleanup-task': reads('GET'),
  'experiment-in-session-exposure': reads('GET'),
  'experiment-metrics-recalculation-get': reads('GET'),
  'experiment-metrics-recalculation-latest': reads('GET, never starts work'),
  'experiment-timeseries-results': reads('GET'),
  'experiment-eligible-feature-flags': reads('GET'),
  'experiment-matching-ids': reads('GET'),
  'experiment-prompt-templates': reads('GET'),
  'experiment-requires-flag-implementation': reads('GET'),
  'experiment-session-context': reads('GET'),
  'experiment-stats': reads('GET'),
  'experiment-session-buckets': reads('a POST that only looks up'),
  'experiment-session-event-deltas': reads('a POST that only looks up'),
  'experiment-session-contexts': reads('a POST that only looks up'),
  'experiment-setup-context': reads('a POST that only looks up'),
  'experiment-calculate-running-time': reads('a POST that only computes'),
  'experiment-create': loses('with a start date, people are exposed at once'),
  'experiment-create-from-prompt': adds('makes a draft'),
  'experiment-duplicate': adds('makes a draft'),
  'experiment-copy-to-project': adds('makes a draft elsewhere'),
  'experiment-create-exposure-cohort-for-experiment': adds(
    'makes a cohort; refused the second time',
  ),
  'experiment-recalculate-timeseries': adds('starts work; stored days come back'),
  'experiment-launch': loses('people are exposed'),
  'experiment-pause': loses('everyone gets the fallback'),
  'experiment-resume': loses('people are exposed again'),
  'experiment-archive': loses('may switch the flag off, which unarchive leaves off'),
  'experiment-unarchive': adds('refused the second time; archive undoes it'),
  'experiment-freeze-exposure': loses('the release conditions admit nobody new'),
  'experiment-unfreeze-exposure': loses('the release conditions admit new people again'),
  'experiment-replace': losesOnce('PUT: overwrites every field that is sent'),
  'experiment-update': losesOnce('PATCH: may end it, clear dates, drop metrics or tags'),
  'experiment-metrics-recalculation': sets('a run under way is answered, not doubled'),
  'experiment-migrate': sets('answers the first result again'),
  'experiment-end': loses('cannot run on without losing dates and conclusion'),
  'experiment-reset': loses('dates and conclusion are gone for good'),
  'experiment-ship-variant': loses('the split is overwritten, everyone moves to one variant'),
  'experiment-delete': losesOnce('cannot be read any more'),
  'experiment-bulk-update-tags': losesOnce('replaced tags are kept nowhere'),
  'experiment-holdout-list': reads('GET'),
  'experiment-holdout-get': reads('GET'),
  'experiment-holdout-create': adds('makes one'),
  'experiment-holdout-replace': losesOnce('PUT: overwrites every field that is sent'),
  'experiment-holdout-update': losesOnce('PATCH: may hold other people out'),
  'experiment-holdout-delete': losesOnce('cannot be restored'),
  'experiment-saved-metric-list': reads('GET'),
  'experiment-saved-metric-get': reads('GET'),
  'experiment-saved-metric-create': adds('makes one; the second is refused by name'),
  'experiment-saved-metric-replace': losesOnce('PUT: overwrites every field that is sent'),
  'experiment-saved-metric-update': losesOnce('PATCH: may measure another thing, or drop tags'),
  'experiment-saved-metric-delete': losesOnce('cannot be restored'),
  'feature-flag-list': reads('GET'),
  'feature-flag-get': reads('GET'),
  'feature-flag-activity': reads('GET'),
  'feature-flag-dependent-flags': reads('GET'),
  'feature-flag-status': reads('GET'),
  'feature-flag-matching-ids': reads('GET'),
  'feature-flag-my-flags': reads('GET'),
  'feature-flag-bulk-keys': reads('a POST that only looks up'),
  'feature-flag-create': loses('an active flag is served at once'),
  'feature-flag-replace': losesOnce('PUT: overwrites every field that is sent'),
  'feature-flag-update': losesOnce('PATCH: may serve people otherwise, or switch the flag off'),
  'feature-flag-delete': losesOnce('whatever it switches on goes off for everybody'),
  'cohort-list': reads('GET'),
  'cohort-get': reads('GET'),
  'user-get': reads('GET'),
  'project-list': reads('GET'),
  'organization-projects': reads('GET'),
};

const { tools } = createCatalogue();

describe('the hints of a tool', () => {
  it('are listed here for every tool and for no other', () => {
    expect(Object.keys(judged).sort()).toEqual(tools.map(({ listed }) => listed.name).sort());
  });

  it.each(Object.entries(judged).map(([name, hints]) => [name, hints[3], hints] as const))(
    '%s: %s',
    (name, _, [readOnlyHint, destructiveHint, idempotentHint]) => {
      const tool = tools.find(({ listed }) => listed.name === name);
      // Every tool calls an external service whose data others may change.
      const openWorldHint = true;
      expect(tool?.listed.annotations).toEqual({
        readOnlyHint,
        destructiveHint,
        idempotentHint,
        openWorldHint,
      });
    },
  );

  it('are destructive for every tool that asks, and for those that give people more', () => {
    const asks = ({ listed }: (typeof tools)[number]) =>
      'confirm' in (listed.inputSchema.properties ?? {});
    const destructive = tools.filter(({ listed }) => listed.annotations?.destructiveHint);
    expect(tools.filter(asks).filter((one) => !destructive.includes(one))).toEqual([]);
    expect(destructive.filter((one) => !asks(one)).map(({ listed }) => listed.name)).toEqual([
      'experiment-resume',
      'feature-flag-create',
    ]);
  });
});
