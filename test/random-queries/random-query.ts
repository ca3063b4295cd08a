import fc from 'fast-check';
import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isUnionType,
  isInterfaceType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';
import { randomNumbers } from './random-numbers.ts';

/** Plausible values for scalar arguments, by the argument's name, then by its type. */
export interface Pools {
  readonly byName: Readonly<Record<string, readonly unknown[]>>;
  readonly byType: Readonly<Record<string, readonly unknown[]>>;
}

const MAX_DEPTH = 6;

/** Valid queries of a schema: random fields, with random arguments from the pools. */
export function randomQuery(schema: GraphQLSchema, pools: Pools): fc.Arbitrary<string> {
  return fc
    .integer({ min: 0, max: 0x7fffffff })
    .map((seed) => new QueryMaker(schema, pools, randomNumbers(seed)).query());
}

class QueryMaker {
  readonly #schema: GraphQLSchema;
  readonly #pools: Pools;
  readonly #random: () => number;
  #aliases = 0;

  constructor(schema: GraphQLSchema, pools: Pools, random: () => number) {
    this.#schema = schema;
    this.#pools = pools;
    this.#random = random;
  }

  query(): string {
    const root = this.#schema.getQueryType()!;
    return `query @budget(maxCalls: 40, onExceed: PARTIAL) ${this.#object(root, 0)}`;
  }

  #pick<Item>(items: readonly Item[]): Item {
    return items[Math.floor(this.#random() * items.length)]!;
  }

  #object(type: GraphQLObjectType, depth: number): string {
    const fields = Object.values(type.getFields());
    const leaves = fields.filter(({ type: of }) => isLeafType(getNamedType(of)));
    const usable = depth >= MAX_DEPTH ? leaves : fields;
    const count = 1 + Math.floor(this.#random() * (depth === 0 ? 2 : 4));
    const chosen = Array.from({ length: count }, () => this.#pick(usable)).filter(Boolean);
    const parts = chosen.map((field) => this.#field(field, depth));
    return `{ ${['__typename', ...parts].join(' ')} }`;
  }

  #field(field: GraphQLField<unknown, unknown>, depth: number): string {
    // Every field has an alias, so that two selections of one field may differ in their arguments.
    const alias = `a${(this.#aliases += 1)}`;
    const args = field.args.flatMap(({ name, type }) => {
      if (!isNonNullType(type) && this.#random() < 0.6) return [];
      return [`${name}: ${this.#value(name, type, 0)}`];
    });
    const call = args.length > 0 ? `(${args.join(', ')})` : '';
    return `${alias}: ${field.name}${call}${this.#selection(field.type, depth + 1)}`;
  }

  #selection(type: GraphQLOutputType, depth: number): string {
    const named = getNamedType(type);
    if (isLeafType(named)) return '';
    if (isUnionType(named) || isInterfaceType(named)) {
      const possible = this.#pick(this.#schema.getPossibleTypes(named));
      const fragment = `... on ${possible.name} ${this.#object(possible, depth)}`;
      return ` { __typename ${fragment} }`;
    }
    return ` ${this.#object(named as GraphQLObjectType, depth)}`;
  }

  #value(name: string, type: GraphQLInputType, depth: number): string {
    const nullable = getNullableType(type);
    if (isListType(nullable)) return `[${this.#value(name, nullable.ofType, depth)}]`;
    if (isEnumType(nullable)) {
      const { onlyInAnswers } = nullable.extensions;
      return this.#pick(nullable.getValues().filter((one) => one.name !== onlyInAnswers)).name;
    }
    if (isInputObjectType(nullable)) {
      const fields = Object.values(nullable.getFields()).flatMap((field) => {
        const skip = !isNonNullType(field.type) && (depth > 1 || this.#random() < 0.6);
        return skip ? [] : [`${field.name}: ${this.#value(field.name, field.type, depth + 1)}`];
      });
      return `{ ${fields.join(', ')} }`;
    }
    const pool = this.#pools.byName[name] ?? this.#pools.byType[nullable.name];
    if (!pool) throw new Error(`no values for ${name}: ${nullable.name}`);
    return JSON.stringify(this.#pick(pool));
  }
}
