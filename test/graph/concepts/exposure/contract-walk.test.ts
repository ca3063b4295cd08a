import { readFileSync } from 'node:fs';
import {
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  type GraphQLInputFieldMap,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import {
  fieldOf,
  inputNames,
  renamedIn,
  wireNames,
  type ShownSchema,
} from '../../../../src/graph/core/wire-names.ts';
import { schema } from '../../../../src/graph/schema.ts';
import { propertiesLeft } from './exposure.ts';

interface WireSchema {
  readonly properties?: Record<string, { readonly writeOnly?: boolean }>;
}

const contract = JSON.parse(
  readFileSync(new URL('../../../../schema/posthog.openapi.json', import.meta.url), 'utf8'),
) as { components: { schemas: Record<string, WireSchema> } };

const shown = Object.keys(wireNames) as ShownSchema[];
const propertiesOf = (name: ShownSchema) => contract.components.schemas[name]?.properties ?? {};

function fieldsOf(typeName: string): string[] {
  const type = schema.getType(typeName);
  if (!isObjectType(type) && !isInterfaceType(type)) throw new Error(`no type ${typeName}`);
  return [...Object.keys(type.getFields()), '__typename'];
}

/** The fields of every input object of the schema. */
const inputs: readonly GraphQLInputFieldMap[] = Object.values(schema.getTypeMap())
  .filter((type) => isInputObjectType(type))
  .map((type) => type.getFields());

describe("PostHog's contract", () => {
  it.each(shown)('%s is shown property by property', (name) => {
    const properties = Object.keys(propertiesOf(name));
    expect(properties.length).toBeGreaterThan(0);
    const fields = fieldsOf(wireNames[name].type);
    const missing = properties
      .filter((property) => propertiesLeft[name]?.[property] === undefined)
      .filter((property) => !fields.includes(fieldOf(name, property)));
    expect(missing).toEqual([]);
  });

  it('has no exception for a property it does not have', () => {
    const stale = shown.flatMap((name) => {
      return [...Object.keys(propertiesLeft[name] ?? {}), ...Object.keys(renamedIn(name))]
        .filter((property) => !(property in propertiesOf(name)))
        .map((property) => `${name}.${property}`);
    });
    expect(stale).toEqual([]);
  });

  it.each(Object.entries(inputNames))(
    'of requests: the property %s is sent by an input field %s',
    (property, field) => {
      expect(inputs.some((fields) => field in fields)).toBe(true);
      const requests = Object.values(contract.components.schemas);
      expect(requests.some(({ properties = {} }) => property in properties)).toBe(true);
    },
  );
});
