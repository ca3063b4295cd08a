import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  type GraphQLInputField,
  type GraphQLInputObjectType,
} from 'graphql';
import { another, minimal, oneOf, siblings, type FieldValue } from './values.ts';

type Json = Readonly<Record<string, unknown>>;

/** One field of an input, and two inputs that differ in it alone. */
export interface FieldCase {
  /** Dotted path, such as `metrics.mean.source.event`. */
  readonly path: string;
  readonly before: Json;
  readonly after: Json;
}

/**
 * Every field of an input, however deep, once for each place it has there.
 * @param base the least that the input can be
 * @param values values by `Type.field`, or by field for every type
 */
export function fieldCases(
  type: GraphQLInputObjectType,
  base: Json,
  values: Readonly<Record<string, FieldValue>>,
): FieldCase[] {
  return Object.values(type.getFields()).flatMap((field) => {
    const inner = getNamedType(field.type);
    const named = values[`${type.name}.${field.name}`] ?? values[field.name];
    if (!isInputObjectType(inner)) {
      return [caseOf(type, field, base, named ?? { value: valueOf(field) })];
    }
    const wrap = (entry: Json): Json => withField(type, base, field.name, inList(field, entry));
    const [least, other] = [minimal[inner.name], another[inner.name]];
    if (!least || !other) throw new Error(`Nothing says what the least ${inner.name} is.`);
    const value = base[field.name] === undefined ? least : other;
    const given = { path: field.name, before: base, after: wrap(value) };
    return [
      given,
      ...fieldCases(inner, least, values).map(({ path, before, after }) => ({
        path: `${field.name}.${path}`,
        before: wrap(before),
        after: wrap(after),
      })),
    ];
  });
}

function caseOf(
  type: GraphQLInputObjectType,
  { name }: GraphQLInputField,
  base: Json,
  { value, from, beside = {}, together = {} }: FieldValue,
): FieldCase {
  const around = { ...base, ...beside };
  return {
    path: name,
    before: from === undefined ? around : withField(type, around, name, from),
    after: { ...withField(type, around, name, value), ...together },
  };
}

/** The input with a field given, and without those it excludes. */
function withField(type: GraphQLInputObjectType, base: Json, name: string, value: unknown): Json {
  const group = oneOf[type.name] ?? [];
  const excluded = group.includes(name) ? group.filter((one) => one !== name) : [];
  return {
    ...Object.fromEntries(Object.entries(base).filter(([one]) => !excluded.includes(one))),
    [name]: value,
  };
}

function inList({ type }: GraphQLInputField, entry: Json): unknown {
  if (!isListType(getNullableType(type))) return entry;
  return [entry, ...(siblings[getNamedType(type).name]?.(entry) ?? [])];
}

/** A value of a leaf's type, for fields that take any. */
function valueOf({ type, name }: GraphQLInputField): unknown {
  const named = getNamedType(type);
  const one = isEnumType(named) ? named.getValues()[0]?.name : ofScalar(named.name, name);
  return isListType(getNullableType(type)) ? [one] : one;
}

function ofScalar(scalar: string, name: string): unknown {
  switch (scalar) {
    case 'Boolean':
      return true;
    case 'Int':
      return 3;
    case 'Float':
      return 12;
    case 'JSON':
      return { of: name };
    case 'DateTime':
      return '2026-01-05T09:00:00Z';
    default:
      return `another ${name}`;
  }
}
