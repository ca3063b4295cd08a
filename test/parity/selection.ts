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
import { exposures, type Exposure } from '../graph/concepts/exposure/exposure.ts';

/** The alias under which a selection has the value that PostHog has in place of an object. */
export const WHOLE = 'as_posthog_has_it';

const PREFIX = '#/components/schemas/';
const contract = pinnedContract();

/**
 * Every schema that an operation answers with, including those specific to lists and to single
 * operations.
 */
const shown: Readonly<Record<string, Exposure>> = {
  ...exposures,
  ExperimentBasic: exposureOf('Experiment'),
  ExperimentMetricsRecalculationJob: exposureOf('ExperimentMetricsRecalculationLatest'),
  ExperimentMetricsRecalculationRun: exposureOf('ExperimentMetricsRecalculationLatest'),
  ExperimentSessionContextResponse: { type: 'SessionContext', renamed: { results: 'experiments' } },
  ExperimentSessionMetricSourceHit: {
    type: 'SessionMetricSourceHit',
    renamed: Object.fromEntries(
      ['role', 'name', 'index', 'total'].map((field) => [`source_${field}`, field]),
    ),
  },
  SetupPreviousExperiment: { type: 'SetupPreviousExperiment', renamed: { state: 'status' } },
  ExposureCohortResponse: { type: 'CreateExposureCohortPayload' },
};

function exposureOf(schemaName: string): Exposure {
  const exposure = exposures[schemaName];
  if (!exposure) throw new Error(`Nothing says how ${schemaName} is shown.`);
  return exposure;
}

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

const camel = (name: string) =>
  name.replace(/_+([a-z0-9])/g, (_all, letter: string) => letter.toUpperCase());

/** PostHog's `id` is a number, exposed as a field of its own next to the graph's id. */
const ownName = (property: string, type: GraphQLObjectType) =>
  property === 'id' && 'posthogId' in type.getFields() ? 'posthogId' : camel(property);

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
  const { renamed = {} } = shown[schemaName] ?? ofType(type) ?? {};
  const gathered = Object.values(renamed).filter((field, at, all) => all.indexOf(field) !== at);
  const selected = Object.entries(properties).flatMap(([property, wire]) => {
    const name = renamed[property] ?? ownName(property, type);
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

/** Types whose fields are defined by this API, with PostHog's original form in `raw`. */
const hasRawForm = (type: GraphQLNamedType) =>
  (isInterfaceType(type) || (isObjectType(type) && !ofType(type))) && 'raw' in type.getFields();

/** True where PostHog represents an object by its number. */
const isNumberOf = (wire: JsonSchema, type: GraphQLNamedType): type is GraphQLObjectType =>
  isObjectType(type) &&
  'posthogId' in type.getFields() &&
  [wire.items ?? wire].flatMap((one) => one.type ?? []).includes('integer');

/**
 * The exposure of another schema with the same type: PostHog answers one object in several forms.
 */
const ofType = ({ name }: GraphQLObjectType) =>
  Object.values(shown).find(({ type }) => type === name);

const isListOf = (wire: JsonSchema): boolean =>
  wire.items !== undefined || (wire.anyOf ?? []).some(isListOf);

/** The selection of every field of one object, or of one row of a list, in an answer. */
export function wholeOf(answer: JsonSchema | undefined): string {
  const found = answer && objectOf(answer);
  const rows = found?.properties['results'];
  const isShown = (found?.name ?? '') in shown;
  const one = isShown || !rows ? found : objectOf(rows);
  const type = schema.getType(shown[one?.name ?? '']?.type ?? '');
  // Answers without a type of their own are selected field by field.
  return one && isObjectType(type) ? selectionOf(one, type) : '';
}
