import { nameInRef, type JsonSchema, type OpenApiDocument } from '../../api/openapi.ts';
import { ListReader, ObjectReader } from './containers.ts';
import type { Property } from './fit-test.ts';
import { isOpen, mayBeMissing, undeclaredOf, withOptional } from './leniency.ts';
import type { Reader } from './reader.ts';
import {
  anything,
  boolean,
  falseOrEmpty,
  integer,
  isFalse,
  moment,
  natural,
  nullable,
  number,
  text,
} from './scalars.ts';
import { EitherReader, UnionReader, type Alternative } from './union.ts';

/** What a schema allows, with references and unions inside of unions resolved. */
interface Allowed {
  readonly schema: JsonSchema;
  /** The name in the contract of the schema, where it has one. */
  readonly name: string | undefined;
}

/** Turns schemas of the contract into readers, each named schema once. */
export class Compiler {
  readonly #contract: OpenApiDocument;
  readonly #named = new Map<string, ObjectReader>();

  constructor(contract: OpenApiDocument) {
    this.#contract = contract;
  }

  /** The reader of a value of this schema. */
  reader(schema: JsonSchema): Reader {
    const allowed = this.#allowed(schema, undefined);
    const values = allowed.filter((one) => !isNull(one.schema));
    const reader = this.#readerOf(values);
    if (values.length === allowed.length || reader === anything) return reader;
    return nullable(reader, isTextual(values) ? isFalse : falseOrEmpty);
  }

  /** The reader of an object schema; undefined for a schema of anything else. */
  object(schema: JsonSchema): ObjectReader | undefined {
    const [only, ...others] = this.#allowed(schema, undefined);
    return only && others.length === 0 && isObjectSchema(only.schema)
      ? this.#object(only)
      : undefined;
  }

  #allowed(schema: JsonSchema, name: string | undefined): Allowed[] {
    if (schema.$ref !== undefined) {
      const target = nameInRef(schema.$ref);
      return this.#allowed(this.#contract.components.schemas[target]!, target);
    }
    if (isOpen(name)) return [{ schema: {}, name }];
    const alternatives = schema.anyOf ?? schema.oneOf;
    if (alternatives) return alternatives.flatMap((one) => this.#allowed(one, undefined));
    if (!Array.isArray(schema.type)) return [{ schema, name }];
    return schema.type.map((type: string) => ({ schema: { ...schema, type }, name }));
  }

  #readerOf(allowed: readonly Allowed[]): Reader {
    const objects = allowed.filter(({ schema }) => isObjectSchema(schema));
    const lists = allowed.filter(({ schema }) => schema.type === 'array');
    const scalars = allowed.filter(
      ({ schema }) => !isObjectSchema(schema) && schema.type !== 'array',
    );
    const readers = new Set(scalars.map(({ schema }) => scalarOf(schema)));
    if (readers.has(anything) || allowed.length === 0) return anything;
    if (lists.length > 0) readers.add(this.#listOf(lists));
    const [first, ...others] = objects.map((one) => this.#object(one));
    if (first) {
      readers.add(others.length === 0 ? first : new UnionReader(this.#alternatives(objects)));
    }
    const [only, ...more] = readers;
    return more.length === 0 ? only! : new EitherReader([...readers]);
  }

  /** Lists of different items are read as one list whose items are any of them. */
  #listOf(lists: readonly Allowed[]): Reader {
    const items = lists.map(({ schema }) => schema.items ?? {});
    const [only] = items;
    return new ListReader(this.reader(items.length === 1 ? only! : { anyOf: items }));
  }

  /** Kinds with the most words come first, since an object may have the words of several. */
  #alternatives(objects: readonly Allowed[]): Alternative[] {
    return objects
      .map((one) => ({ words: wordsOf(one.schema), reader: this.#object(one) }))
      .toSorted((one, other) => sizeOf(other) - sizeOf(one));
  }

  #object({ schema, name }: Allowed): ObjectReader {
    const known = name === undefined ? undefined : this.#named.get(name);
    if (known) return known;
    const properties: Property[] = [];
    const { additionalProperties: others } = schema;
    const reader = new ObjectReader(typeof others === 'object' ? this.reader(others) : undefined);
    if (name !== undefined) this.#named.set(name, reader);
    const required = new Set(schema.required);
    for (const [property, declared] of Object.entries(this.#properties(schema, name))) {
      const optional = mayBeMissing(name, property);
      const inner = isCounting(property, schema) ? natural : this.reader(declared);
      properties.push({
        name: property,
        reader: optional && !inner.nullable ? withOptional(inner) : inner,
        required: required.has(property) && !optional,
      });
    }
    return reader.declare(properties);
  }

  /** List rows of older servers have properties of the detail as well. */
  #properties(schema: JsonSchema, name: string | undefined): Readonly<Record<string, JsonSchema>> {
    if (name !== 'ExperimentBasic') return { ...schema.properties, ...undeclaredOf(name) };
    return { ...this.#contract.components.schemas['Experiment']?.properties, ...schema.properties };
  }
}

/** True for an id, and for the number of rows of a list: whole numbers that cannot be negative. */
const isCounting = (name: string, { properties = {} }: JsonSchema) =>
  properties[name]?.type === 'integer' &&
  (name === 'id' || (name === 'count' && 'results' in properties));

const isNull = ({ type }: JsonSchema) => type === 'null';

const isObjectSchema = ({ type, properties }: JsonSchema) =>
  type === 'object' || properties !== undefined;

const isTextual = (allowed: readonly Allowed[]) =>
  allowed.every(({ schema }) => scalarOf(schema) === text);

const sizeOf = ({ words }: Alternative) => Object.keys(words).length;

function scalarOf(schema: JsonSchema): Reader {
  switch (schema.type) {
    case 'integer':
      return integer;
    case 'number':
      return number;
    case 'boolean':
      return boolean;
    case 'string':
      return schema['format'] === 'date-time' ? moment : text;
    default: {
      const words = schema.enum ?? ('const' in schema ? [schema.const] : []);
      return words.length > 0 && words.every((word) => typeof word === 'string') ? text : anything;
    }
  }
}

/** The properties of an object that can hold one word only, with that word. */
function wordsOf({ properties = {} }: JsonSchema): Record<string, string> {
  const words: Record<string, string> = {};
  for (const [name, { const: only, enum: several }] of Object.entries(properties)) {
    const word = only ?? (several?.length === 1 ? several[0] : undefined);
    if (typeof word === 'string' && word !== '') words[name] = word;
  }
  return words;
}
