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

/** Under this name a selection has what PostHog has in the place of an object. */
export const WHOLE = 'as_posthog_has_it';

const PREFIX = '#/components/schemas/';
const contract = pinnedContract();

/** Every schema that an operation answers with, the ones of lists and of calls in particular included. */
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
  /** Its name in the contract; undefined for a schema that is written out where it is used. */
  readonly name: string | undefined;
  readonly properties: Readonly<Record<string, JsonSchema>>;
}

/** The object that a property, which may be null or a list, holds; undefined when it holds no known one. */
function objectOf(schema: JsonSchema): WireObject | undefined {
  const { properties } = contract.resolve(schema);
  if (properties) return { name: schema.$ref?.slice(PREFIX.length), properties };
  const parts = [...(schema.anyOf ?? []), ...(schema.items ? [schema.items] : [])];
  return parts.map(objectOf).find((found) => found !== undefined);
}

const camel = (name: string) =>
  name.replace(/_+([a-z0-9])/g, (_all, letter: string) => letter.toUpperCase());

/** PostHog's `id` is a number of its own beside the graph's. */
const ownName = (property: string, type: GraphQLObjectType) =>
  property === 'id' && 'posthogId' in type.getFields() ? 'posthogId' : camel(property);

const asksNothing = ({ args }: GraphQLField<unknown, unknown>) =>
  args.every(({ type }) => !isNonNullType(type));

/**
 * Selects, under PostHog's names, every field that shows one property of an object of the contract and
 * is of the same form. Fields that gather several properties, or tell them another way, are left out.
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

/** What is selected of a property; undefined when the field is not of its form. */
function innerOf(
  wire: JsonSchema,
  { type }: GraphQLField<unknown, unknown>,
  outer: readonly string[],
): string | undefined {
  const named = getNamedType(type);
  const held = objectOf(wire);
  if (isLeafType(named)) return held && named.name !== 'JSON' ? undefined : '';
  if (isListType(getNullableType(type)) !== isListOf(wire)) return undefined;
  if (isRawTold(named)) return ` { ${WHOLE}: raw }`;
  if (isNumberOf(wire, named)) return ` { ${WHOLE}: posthogId }`;
  if (!isObjectType(named) || !held || outer.includes(held.name ?? '')) return undefined;
  const selection = selectionOf(held, named, outer);
  return selection === '' ? undefined : ` { ${selection} }`;
}

/** Types with fields of their own making, which have PostHog's form of themselves beside them. */
const isRawTold = (type: GraphQLNamedType) =>
  (isInterfaceType(type) || (isObjectType(type) && !ofType(type))) && 'raw' in type.getFields();

/** Where PostHog names an object by its number. */
const isNumberOf = (wire: JsonSchema, type: GraphQLNamedType): type is GraphQLObjectType =>
  isObjectType(type) &&
  'posthogId' in type.getFields() &&
  [wire.items ?? wire].flatMap((one) => one.type ?? []).includes('integer');

/** How another schema of the same type is shown: PostHog answers one object in several forms. */
const ofType = ({ name }: GraphQLObjectType) =>
  Object.values(shown).find(({ type }) => type === name);

const isListOf = (wire: JsonSchema): boolean =>
  wire.items !== undefined || (wire.anyOf ?? []).some(isListOf);

/** The selection of everything that one object, or one row of a list, of an answer has. */
export function wholeOf(answer: JsonSchema | undefined): string {
  const found = answer && objectOf(answer);
  const rows = found?.properties['results'];
  const isShown = (found?.name ?? '') in shown;
  const one = isShown || !rows ? found : objectOf(rows);
  const type = schema.getType(shown[one?.name ?? '']?.type ?? '');
  // Answers without a type of their own are asked for field by field.
  return one && isObjectType(type) ? selectionOf(one, type) : '';
}
