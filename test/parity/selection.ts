import {
  getNamedType,
  getNullableType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
} from 'graphql';
import { schema } from '../../src/graph/schema.ts';
import { pinnedContract, type JsonSchema } from '../../src/posthog/api/openapi.ts';
import {
  camelCase,
  fieldOf,
  renamedIn,
  wireNames,
  type ShownSchema,
} from '../../src/graph/core/wire-names.ts';

/** The alias under which a selection has the value that PostHog has in place of an object. */
export const WHOLE = 'as_posthog_has_it';

const PREFIX = '#/components/schemas/';
const contract = pinnedContract();

interface WireObject {
  /** Its name in the contract; undefined for an inline schema. */
  readonly name: string | undefined;
  readonly properties: Readonly<Record<string, JsonSchema>>;
}

/** The object type of a property that may be nullable or a list; undefined when it has none. */
function objectOf(schema: JsonSchema): WireObject | undefined {
  const { properties } = contract.resolve(schema);
  if (properties) return { name: schema.$ref?.slice(PREFIX.length), properties };
  const parts = [...(schema.anyOf ?? []), ...(schema.items ? [schema.items] : [])];
  return parts.map(objectOf).find((found) => found !== undefined);
}

const isShown = (name: string | undefined): name is ShownSchema =>
  name !== undefined && name in wireNames;

/** The schema whose names a type has: its own, else another of the same type, for PostHog answers one object in several forms. */
const namesOf = (schemaName: string, type: GraphQLObjectType) =>
  isShown(schemaName) ? schemaName : schemaOf(type);

const schemaOf = ({ name }: GraphQLObjectType): ShownSchema | undefined =>
  Object.keys(wireNames)
    .filter(isShown)
    .find((one) => wireNames[one].type === name);

/** The field for a property. Schemas that are in no table number their objects as the others do. */
function fieldNamed(property: string, type: GraphQLObjectType, named: ShownSchema | undefined) {
  if (named) return fieldOf(named, property);
  return property === 'id' && 'posthogId' in type.getFields() ? 'posthogId' : camelCase(property);
}

const asksNothing = ({ args }: GraphQLField<unknown, unknown>) =>
  args.every(({ type }) => !isNonNullType(type));

/**
 * Selects, under PostHog's names, every field that exposes one property of a contract object in the
 * same form. Fields that combine several properties, or represent them differently, are omitted.
 */
function selectionOf(
  { name: schemaName = '', properties }: WireObject,
  type: GraphQLObjectType,
  outer: readonly string[] = [],
): string {
  const named = namesOf(schemaName, type);
  const gathered = Object.values(named ? renamedIn(named) : {}).filter(
    (field, at, all) => all.indexOf(field) !== at,
  );
  const selected = Object.entries(properties).flatMap(([property, wire]) => {
    const name = fieldNamed(property, type, named);
    const field = type.getFields()[name];
    if (!field || gathered.includes(name) || !asksNothing(field)) return [];
    const inner = innerOf(wire, field, [...outer, schemaName]);
    return inner === undefined ? [] : [`${property}: ${name}${inner}`];
  });
  return selected.join(' ');
}

/** The selection on a property's field; undefined when the field has another form. */
function innerOf(
  wire: JsonSchema,
  { type }: GraphQLField<unknown, unknown>,
  outer: readonly string[],
): string | undefined {
  const named = getNamedType(type);
  const inner = objectOf(wire);
  if (isLeafType(named)) return inner && named.name !== 'JSON' ? undefined : '';
  if (isListType(getNullableType(type)) !== isListOf(wire)) return undefined;
  if (hasRawForm(named)) return ` { ${WHOLE}: raw }`;
  if (isNumberOf(wire, named)) return ` { ${WHOLE}: posthogId }`;
  if (!isObjectType(named) || !inner || outer.includes(inner.name ?? '')) return undefined;
  const selection = selectionOf(inner, named, outer);
  return selection === '' ? undefined : ` { ${selection} }`;
}

/** Types with fields of their own making, which have PostHog's form of themselves beside them. */
const hasRawForm = (type: GraphQLNamedType) =>
  (isInterfaceType(type) || (isObjectType(type) && !schemaOf(type))) && 'raw' in type.getFields();

/** True where PostHog represents an object by its number. */
const isNumberOf = (wire: JsonSchema, type: GraphQLNamedType): type is GraphQLObjectType =>
  isObjectType(type) &&
  'posthogId' in type.getFields() &&
  [wire.items ?? wire].flatMap((one) => one.type ?? []).includes('integer');

const isListOf = (wire: JsonSchema): boolean =>
  wire.items !== undefined || (wire.anyOf ?? []).some(isListOf);

/** The selection of every field of one object, or of one row of a list, in an answer. */
export function wholeOf(answer: JsonSchema | undefined): string {
  const found = answer && objectOf(answer);
  const rows = found?.properties['results'];
  const one = isShown(found?.name) || !rows ? found : objectOf(rows);
  const type = schema.getType(isShown(one?.name) ? wireNames[one.name].type : '');
  // Answers without a type of their own are asked for field by field.
  return one && isObjectType(type) ? selectionOf(one, type) : '';
}
