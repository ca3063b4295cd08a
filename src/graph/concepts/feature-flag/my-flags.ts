import { readOr } from '../../core/malformed.ts';
import { builder } from '../../core/builder.ts';
import { projectArgument, projectOf } from '../../core/project-argument.ts';
import { CURRENT } from '../../planner/current-project.ts';
import type { Wire } from '../../core/wire.ts';
import { FlagGroup } from './inputs.ts';
import { FeatureFlagRef, toEmbeddedFlag } from './ref.ts';
import { ASSUMED_ROWS, oneCall } from '../../planner/field-cost.ts';

interface MyFlagNode {
  readonly projectId: string;
  readonly row: Wire['MyFlagsResponse'];
}

/** The empty text is no key: nothing is served then. */
const isVariant = (value: unknown): value is string => typeof value === 'string' && value !== '';

const MyFlagRef = builder.objectRef<MyFlagNode>('MyFlag').implement({
  description: "A flag, and its value for the key's owner.",
  fields: (t) => ({
    featureFlag: t.field({
      type: FeatureFlagRef,
      description: 'The flag in its embedded form: free.',
      resolve: ({ projectId, row }) => toEmbeddedFlag(projectId, row.feature_flag),
    }),
    isOn: t.boolean({
      description: 'Whether the flag is on for the caller, with or without a variant.',
      resolve: ({ row }) => row.value === true || isVariant(row.value),
    }),
    variantKey: t.string({
      description:
        "Key of the caller's variant. Null if the flag has no variants or is off for the caller.",
      nullable: true,
      resolve: ({ row }) => (isVariant(row.value) ? row.value : null),
    }),
    value: t.field({
      type: 'JSON',
      description: 'The value as PostHog returns it: true, false or a variant key.',
      nullable: true,
      resolve: ({ row }) => row.value,
    }),
  }),
});

builder.queryField('myFlags', (t) =>
  t.field({
    type: [MyFlagRef],
    description:
      "Flags in a project that are not deleted, with their values for the key's owner. Costs 1 upstream call, an expensive one without `keys`: PostHog evaluates every flag then. Servers before September 2026 always do.",
    nullable: true,
    args: {
      keys: t.arg.stringList({
        description: 'Keys of the flags to evaluate. All flags if omitted.',
      }),
      groups: t.arg({
        type: [FlagGroup],
        description: 'The groups to evaluate for, for flags that use groups.',
      }),
      projectId: projectArgument(t.arg),
    },
    extensions: oneCall('feature_flags_my_flags_retrieve', {
      rows: ({ keys }) => (Array.isArray(keys) ? keys.length : ASSUMED_ROWS),
      project: 'answered',
    }),
    resolve: async (_root, { keys, groups, ...args }, context) => {
      const projectId = projectOf(args, context);
      if (keys?.length === 0) return [];
      const rows = await context.posthog.call('feature_flags_my_flags_retrieve', {
        path: { project_id: projectId },
        query: {
          ...(keys != null && { flag_keys: keys }),
          ...(groups?.length && {
            groups: Object.fromEntries(groups.map(({ type, key }) => [type, key])),
          }),
        },
      });
      // Older servers ignore the keys.
      const wanted =
        keys == null
          ? rows
          : rows.filter((row) => readOr(() => keys.includes(row.feature_flag.key), true));
      if (projectId !== CURRENT) return wanted.map((row) => ({ projectId, row }));
      return wanted.map((row) => {
        const team = readOr(() => row.feature_flag.team_id, undefined);
        return { projectId: team === undefined ? projectId : String(team), row };
      });
    },
  }),
);
