import GithubSlugger from 'github-slugger';
import type { Page } from '../../pages/page.ts';
import { typeOf, type JsonSchema } from '../json-schema.ts';
import { propertiesOf, propertyTable } from '../property-table.ts';
import { prose } from '../text.ts';
import type { RestDocument } from './document.ts';

/** A link to a schema from another page of `reference/rest/`. */
export const schemaLink = (name: string): string =>
  `[${name}](./schemas.md#${new GithubSlugger().slug(name)})`;

/** The page of all schemas. */
export function schemasPage({ components }: RestDocument): Page {
  const sections = Object.entries(components.schemas)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, schema]) => section(name, schema));
  return {
    path: 'reference/rest/schemas',
    text: ['# Schemas of the REST API', ...sections].join('\n\n'),
  };
}

function section(name: string, schema: JsonSchema): string {
  return [
    `## ${name}`,
    prose(schema.description ?? ''),
    propertyTable('Field', propertiesOf(schema), schemaLink) ?? typeOf(schema, schemaLink),
  ]
    .filter(Boolean)
    .join('\n\n');
}
