import type { OperationId } from '../../posthog/api/operations.ts';
import type { FieldArguments, FieldCall, FieldUpstream } from '../planner/field-cost.ts';

/** How references to a type are read. */
interface Reading {
  /** The calls for a single reference. */
  readonly one: readonly OperationId[];
  /** The call for two or more of one project; without it, each is read individually. */
  readonly several?: OperationId;
  /** Which reads include the detail, so that fields which need it cost nothing more. */
  readonly whole?: 'always' | 'one';
}

const readings = new Map<string, Reading>(
  Object.entries({
    Experiment: { one: ['experiments_retrieve'], several: 'experiments_list', whole: 'one' },
    FeatureFlag: {
      one: ['feature_flags_retrieve'],
      several: 'feature_flags_list',
      whole: 'always',
    },
    Holdout: { one: ['experiment_holdouts_retrieve'], several: 'experiment_holdouts_list' },
    SavedMetric: {
      one: ['experiment_saved_metrics_retrieve'],
      several: 'experiment_saved_metrics_list',
    },
    Project: { one: ['projects_list'], several: 'projects_list' },
  } satisfies Record<string, Reading>),
);
const experimentsByFlagKey: Reading = {
  one: ['feature_flags_list', 'experiments_list'],
  several: 'experiments_list',
};
const flagsByKey: Reading = {
  one: ['feature_flags_list'],
  several: 'feature_flags_list',
  whole: 'always',
};
/** A metric of any kind is read with its experiment. */
const metrics: Reading = { one: ['experiments_retrieve'] };

type Reference = Readonly<Record<string, unknown>>;

/**
 * References from a gateway are arbitrary JSON. Values that are no objects cost nothing here and
 * are refused when resolved.
 */
function referencesOf({ representations }: FieldArguments): Reference[] {
  const references: readonly unknown[] = Array.isArray(representations) ? representations : [];
  return references.filter((one): one is Reference => typeof one === 'object' && one !== null);
}

/** References are arbitrary JSON; a `__typename` that is not a string matches no type. */
function typenameOf({ __typename: typename }: Reference): string {
  return typeof typename === 'string' ? typename : '';
}

function readingOf(reference: Reference): Reading {
  const typename = typenameOf(reference);
  if (typename === 'Experiment' && 'featureFlagKey' in reference) return experimentsByFlagKey;
  if (typename === 'FeatureFlag' && 'key' in reference) return flagsByKey;
  return readings.get(typename) ?? metrics;
}

/**
 * Groups references that are read together, counting duplicates once. The project in a global `id`
 * is not decoded.
 */
function groupsOf(references: readonly Reference[]): { reading: Reading; count: number }[] {
  const distinct = new Map(references.map((one) => [JSON.stringify(one), one]));
  const groups = new Map<Reading, Map<unknown, number>>();
  for (const reference of distinct.values()) {
    const reading = readingOf(reference);
    const counts = groups.get(reading) ?? new Map<unknown, number>();
    const project = reference['projectId'];
    groups.set(reading, counts.set(project, (counts.get(project) ?? 0) + 1));
  }
  return [...groups].flatMap(([reading, counts]) =>
    [...counts.values()].map((count) => ({ reading, count })),
  );
}

/** A document can use one list in many places; it is analyzed once. */
const known = new WeakMap<object, readonly FieldCall[]>();

function callsForAll(args: FieldArguments): readonly FieldCall[] {
  const list = args['representations'];
  if (typeof list !== 'object' || list === null) return callsFor(args);
  let calls = known.get(list);
  if (!calls) known.set(list, (calls = callsFor(args)));
  return calls;
}

function callsFor(args: FieldArguments): FieldCall[] {
  const times = new Map<OperationId, number>();
  const add = (operation: OperationId, more: number) =>
    times.set(operation, (times.get(operation) ?? 0) + more);
  for (const { reading, count } of groupsOf(referencesOf(args))) {
    if (count > 1 && reading.several !== undefined) add(reading.several, 1);
    else for (const operation of reading.one) add(operation, count);
  }
  return [...times].map(([operation, count]) => ({ operation, times: () => count }));
}

/**
 * Field option of `_entities`: its arguments contain the references, so its price is nearly exact.
 */
export const entitiesCall = {
  upstream: {
    calls: callsForAll,
    rows: (args) => referencesOf(args).length,
    ofType: (args, typename) => {
      const references = referencesOf(args).filter(
        (one) => typenameOf(one) === typename || !readings.has(typenameOf(one)),
      );
      const groups = groupsOf(references);
      return {
        rows: references.length,
        hasDetail: groups.every(
          ({ reading, count }) =>
            reading.whole === 'always' || (reading.whole === 'one' && count === 1),
        ),
      };
    },
  },
} satisfies { upstream: FieldUpstream };
