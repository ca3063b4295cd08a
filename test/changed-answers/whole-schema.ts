import {
  getNamedType,
  isAbstractType,
  isLeafType,
  isNonNullType,
  isObjectType,
  Kind,
  parse,
  print,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { documentOf, examplesIn } from '../support/examples.ts';

/** One step from a type to another: a field with its arguments, or a fragment on one kind of an abstract type. */
type Step = string;

/** A document that reads every field of one type. */
export interface TypeDocument {
  readonly type: string;
  readonly text: string;
}

/** Arguments that the examples give to a field, by `Type.field`. */
function argumentsInExamples(schema: GraphQLSchema, ids: readonly string[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const name of ['queries', 'recipes'].flatMap(examplesIn)) {
    const types = new TypeInfo(schema);
    visit(
      parse(documentOf(name)),
      visitWithTypeInfo(types, {
        Field(node) {
          const place = `${types.getParentType()?.name}.${node.name.value}`;
          if (!node.arguments?.length || found.has(place)) return;
          const filled = node.arguments.map((one) =>
            one.value.kind === Kind.VARIABLE && one.name.value.startsWith('sessionId')
              ? `${one.name.value}: ${JSON.stringify(one.name.value === 'sessionId' ? ids[0] : ids)}`
              : print(one),
          );
          if (!filled.some((text) => text.includes('$')))
            found.set(place, `(${filled.join(', ')})`);
        },
      }),
    );
  }
  return found;
}

/**
 * Documents that together read every field of the schema that a query reaches: one for each type, by the shortest
 * way to it.
 * @param sessionIds IDs of recordings, which depend on the time
 */
export function wholeSchema(schema: GraphQLSchema, sessionIds: readonly string[]): TypeDocument[] {
  const given = argumentsInExamples(schema, sessionIds);
  const query = schema.getQueryType()!;
  const ways = new Map<string, readonly Step[]>([[query.name, []]]);
  const call = (parent: string, { name, args }: GraphQLField<unknown, unknown>) => {
    const filled = given.get(`${parent}.${name}`);
    if (filled !== undefined) return name + filled;
    return args.some(({ type }) => isNonNullType(type)) ? undefined : name;
  };
  const queue = [query.name];
  for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
    const type = schema.getType(at)!;
    const way = ways.get(at)!;
    const next: [string, Step][] = [];
    if (isAbstractType(type)) {
      for (const { name } of schema.getPossibleTypes(type)) next.push([name, `... on ${name}`]);
    } else {
      for (const field of Object.values((type as GraphQLObjectType).getFields())) {
        const step = call(at, field);
        const named = getNamedType(field.type);
        if (step !== undefined && !isLeafType(named)) next.push([named.name, step]);
      }
    }
    for (const [name, step] of next) {
      // `Node` reaches every kind of object, but not the parts of one.
      if (ways.has(name) || name === 'Node') continue;
      ways.set(name, [...way, step]);
      queue.push(name);
    }
  }
  return Array.from(ways, ([name, way]) => ({ name, way }))
    .filter(({ name }) => name !== query.name && isObjectType(schema.getType(name)))
    .map(({ name, way }) => {
      const type = schema.getType(name) as GraphQLObjectType;
      const fields = Object.values(type.getFields()).flatMap((field) => {
        const step = call(name, field);
        if (step === undefined) return [];
        return isLeafType(getNamedType(field.type)) ? [step] : [`${step} { __typename }`];
      });
      const selection = `{ __typename ${fields.join(' ')} }`;
      const inner = way.reduceRight((text, step) => `{ ${step} ${text} }`, selection);
      return { type: name, text: `query ${inner}` };
    });
}
