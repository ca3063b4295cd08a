import { readdirSync, readFileSync } from 'node:fs';
import { isInterfaceType, isObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { schema } from '../../../../src/graph/schema.ts';
import { operations } from '../../../../src/posthog/api/operations.ts';
import { exposures, operationsLeft } from './exposure.ts';

interface WireSchema {
  readonly properties?: Record<string, { readonly writeOnly?: boolean }>;
}

const contract = JSON.parse(
  readFileSync(new URL('../../../../schema/posthog.openapi.json', import.meta.url), 'utf8'),
) as { components: { schemas: Record<string, WireSchema> } };

const camel = (name: string) =>
  name.replace(/_+([a-z0-9])/g, (_all, letter: string) => letter.toUpperCase());

function fieldsOf(typeName: string): string[] {
  const type = schema.getType(typeName);
  if (!isObjectType(type) && !isInterfaceType(type)) throw new Error(`no type ${typeName}`);
  return [...Object.keys(type.getFields()), '__typename'];
}

describe("PostHog's contract", () => {
  it.each(Object.entries(exposures))('%s is exposed property by property', (name, exposure) => {
    const properties = Object.entries(contract.components.schemas[name]?.properties ?? {});
    expect(properties.length).toBeGreaterThan(0);
    const fields = fieldsOf(exposure.type);
    const missing = properties
      .map(([property]) => property)
      .filter((property) => exposure.left?.[property] === undefined)
      .filter((property) => !fields.includes(exposure.renamed?.[property] ?? camel(property)));
    expect(missing).toEqual([]);
  });

  it('has every property that is listed as an exception', () => {
    const stale = Object.entries(exposures).flatMap(([name, { left = {}, renamed = {} }]) => {
      const properties = contract.components.schemas[name]?.properties ?? {};
      return [...Object.keys(left), ...Object.keys(renamed)]
        .filter((property) => !(property in properties))
        .map((property) => `${name}.${property}`);
    });
    expect(stale).toEqual([]);
  });

  it('has a field for every operation, or a documented reason for having none', () => {
    const files = readdirSync(new URL('../../../../src/graph', import.meta.url), {
      recursive: true,
      encoding: 'utf8',
    }).filter((file) => file.endsWith('.ts') && !file.startsWith('concepts/account/viewer/scopes'));
    const source = files
      .map((file) =>
        readFileSync(new URL(`../../../../src/graph/${file}`, import.meta.url), 'utf8'),
      )
      .join('\n');
    const called = Object.keys(operations).filter((id) => source.includes(`'${id}'`));
    const uncalled = Object.keys(operations).filter((id) => !called.includes(id));
    expect(uncalled.toSorted()).toEqual(Object.keys(operationsLeft).toSorted());
  });
});
