import type { Page } from '../../pages/page.ts';
import { prose } from '../text.ts';
import { operationsOf, readDocument } from './document.ts';
import { operationSection } from './operations.ts';
import { schemasPage } from './schemas.ts';

/** The reference of the REST API, from its OpenAPI document: a page for each tag, and one of the schemas. */
export function restReference(): Page[] {
  const document = readDocument();
  const operations = operationsOf(document);
  const tags = document.tags.map(({ name, description }) => {
    const ofTag = operations.filter(({ tags: [first] }) => first === name);
    return { name, description, ofTag };
  });
  const index = `# REST reference

${prose(document.info.description ?? '')}

${tags.map(({ name, description, ofTag }) => `- [${titleOfTag(name)}](./${name}.md) (${ofTag.length}): ${description}\n`).join('')}- [Schemas](./schemas.md): the objects that are sent and answered.

A server serves the same document at \`/v1/openapi.json\`, and a page to try every operation at \`/v1\`.
`;
  return [
    { path: 'reference/rest/index', text: index },
    ...tags.map(({ name, description, ofTag }) => ({
      path: `reference/rest/${name}`,
      text: [
        `# ${titleOfTag(name)}`,
        description,
        ...ofTag.map((operation) => operationSection(operation, document)),
      ].join('\n\n'),
    })),
    schemasPage(document),
  ];
}

/** The words of a tag with a capital: `Experiment holdouts`. */
const titleOfTag = (name: string) =>
  `${name.charAt(0).toUpperCase()}${name.slice(1).replaceAll('-', ' ')}`;
