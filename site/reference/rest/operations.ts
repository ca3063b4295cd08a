import { markdownTable } from '../../../src/codegen/table.ts';
import { typeOf } from '../json-schema.ts';
import { propertyTable, propertiesOf } from '../property-table.ts';
import { cell, code, prose } from '../text.ts';
import type { Content, Operation, Response, RestDocument } from './document.ts';
import { schemaLink } from './schemas.ts';

/** The reference of one operation: its address, parameters, body and answers. */
export function operationSection(operation: Operation, document: RestDocument): string {
  const { method, path, summary, description, parameters = [], requestBody } = operation;
  const rows = parameters.map(({ required = false, ...rest }) => ({
    ...rest,
    isRequired: required,
  }));
  return [
    `## ${summary}`,
    code(`${method.toUpperCase()} ${path}`),
    prose(description),
    propertyTable('Parameter', rows, schemaLink),
    requestBody && bodySection(requestBody.content, document),
    answerTable(operation, document),
  ]
    .filter(Boolean)
    .join('\n\n');
}

/** The body of a request: its fields, and an example. */
function bodySection(content: Content, { components }: RestDocument): string {
  const { schema, example } = content['application/json']!;
  const name = schema.$ref?.replace(/^.*\//, '');
  const object = name === undefined ? schema : components.schemas[name]!;
  return [
    `Body: ${typeOf(schema, schemaLink)}`,
    propertyTable(
      'Field',
      propertiesOf(object).filter((one) => !one.schema.readOnly),
      schemaLink,
    ),
    example !== undefined && `\`\`\`json\n${JSON.stringify(example, undefined, 2)}\n\`\`\``,
  ]
    .filter(Boolean)
    .join('\n\n');
}

function answerTable({ responses }: Operation, { components }: RestDocument): string {
  const resolved = ({ $ref, ...response }: Response): Response =>
    $ref === undefined ? response : components.responses[$ref.replace(/^.*\//, '')]!;
  return markdownTable([
    ['Status', 'Body', 'Meaning'],
    ...Object.entries(responses).map(([status, response]) => {
      const { description, content } = resolved(response);
      const schema = content?.['application/json']?.schema;
      return [status, schema ? typeOf(schema, schemaLink) : '', cell(description)];
    }),
  ]);
}
