import { markdownTable } from '../../src/codegen/table.ts';
import { boundsOf, typeOf, type JsonSchema } from './json-schema.ts';
import { cell, code, jsonCode } from './text.ts';

/** A value that a caller sends or gets. */
export interface Property {
  readonly name: string;
  readonly isRequired: boolean;
  readonly description?: string | undefined;
  readonly schema: JsonSchema;
}

/** The properties of an object. */
export const propertiesOf = ({ properties = {}, required = [] }: JsonSchema): Property[] =>
  Object.entries(properties).map(([name, schema]) => ({
    name,
    isRequired: required.includes(name),
    schema,
  }));

/**
 * A table of properties; undefined when there are none.
 * @param title the heading of the names
 * @param link Markdown for a schema that is described elsewhere, by its name
 */
export function propertyTable(
  title: string,
  properties: readonly Property[],
  link?: (name: string) => string,
): string | undefined {
  if (properties.length === 0) return undefined;
  return markdownTable([
    [title, 'Type', 'Description'],
    ...properties.map(({ name, isRequired, description, schema }) => [
      `${code(name)}${isRequired ? ' (required)' : ''}`,
      typeOf(schema, link),
      [
        cell(description ?? schema.description ?? ''),
        schema.default === undefined ? '' : `Default: ${jsonCode(schema.default)}.`,
        boundsOf(schema),
      ]
        .filter(Boolean)
        .join(' '),
    ]),
  ]);
}
