import {
  getNamedType,
  isAbstractType,
  isLeafType,
  isNonNullType,
  isObjectType,
  type GraphQLField,
  type GraphQLObjectType,
} from 'graphql';
import { schema } from '../../../../src/graph/schema.ts';

/** Arguments of the fields that cannot be selected without any, by coordinate. */
const required: Readonly<Record<string, string>> = {
  'Query.calculateRunningTime':
    '(input: { metricType: FUNNEL, minimumDetectableEffect: 20, exposureRatePerDay: 300, baselineValue: 0.1 })',
  'Query.planExperiment': '(spec: { name: "n", featureFlagKey: "not-there-yet" })',
  'Query.sessionContext': '(sessionId: "sess-checkout-1")',
  'Experiment.sessionBucket': '(bucket: FIRED_ANY)',
};

/** Entry points that take the id or key of an object; lists lead to the same types. */
const byId = new Set(
  ['node', 'nodes', '_entities', 'experiment', 'featureFlag'].map((name) => `Query.${name}`),
);

type Field = GraphQLField<unknown, unknown>;
const needsArguments = ({ args }: Field) =>
  args.some((arg) => isNonNullType(arg.type) && arg.defaultValue === undefined);

/** How the objects of a type are reached: what stands before their selection, and what closes it. */
interface Way {
  readonly opening: string;
  readonly closing: string;
  /** Whether it goes through a field that is declared volatile, with which everything below it is. */
  readonly isVolatile: boolean;
}

export interface LeafField {
  /** `Type.field`. */
  readonly coordinate: string;
  /** Whether it, or what it is read through, is declared volatile. */
  readonly isVolatile: boolean;
}

/** A query, and the coordinates of the fields it is about. */
export interface FieldsQuery {
  readonly type: string;
  readonly query: string;
  readonly fields: readonly string[];
}

/**
 * A query for every object type that can be read, which selects all scalars and enums of the type that `chosen`
 * takes. Each type is reached on the shortest way from the query type.
 * @param experiments arguments of the list of experiments, through which most types are reached
 */
export function queriesOfEveryField(
  experiments: string,
  chosen: (field: LeafField) => boolean,
): FieldsQuery[] {
  return [...waysToTypes(experiments)].flatMap(
    ([type, { opening, closing, isVolatile: onTheWay }]) => {
      const names = Object.values(type.getFields())
        .filter((field) => isLeafType(getNamedType(field.type)) && !needsArguments(field))
        .filter(({ name, extensions }) =>
          chosen({
            coordinate: `${type.name}.${name}`,
            isVolatile: onTheWay || extensions.volatile === true,
          }),
        )
        .map(({ name }) => name);
      if (names.length === 0) return [];
      const query = `{ ${opening} ${names.join(' ')} ${closing} }`;
      return [{ type: type.name, query, fields: names.map((name) => `${type.name}.${name}`) }];
    },
  );
}

function waysToTypes(experiments: string): Map<GraphQLObjectType, Way> {
  const root = schema.getQueryType()!;
  const ways = new Map<GraphQLObjectType, Way>([
    [root, { opening: '', closing: '', isVolatile: false }],
  ]);
  for (const [type, { opening, closing, isVolatile }] of ways) {
    for (const field of Object.values(type.getFields())) {
      const coordinate = `${type.name}.${field.name}`;
      const words = coordinate === 'Query.experiments' ? experiments : (required[coordinate] ?? '');
      if (byId.has(coordinate) || (words === '' && needsArguments(field))) continue;
      const named = getNamedType(field.type);
      const own = isAbstractType(named) ? schema.getPossibleTypes(named) : [named];
      for (const to of own.filter(isObjectType)) {
        if (ways.has(to)) continue;
        const on = isAbstractType(named) ? `{ ... on ${to.name}` : '';
        ways.set(to, {
          opening: `${opening} ${field.name}${words} ${on} {`,
          closing: `}${on && ' }'} ${closing}`,
          isVolatile: isVolatile || field.extensions.volatile === true,
        });
      }
    }
  }
  return ways;
}
