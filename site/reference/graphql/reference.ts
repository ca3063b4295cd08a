import { buildSchema, isSpecifiedDirective, type GraphQLDirective } from 'graphql';
import type { Page } from '../../pages/page.ts';
import { read } from '../../pages/repository.ts';
import { code, prose } from '../text.ts';
import { rootReference } from './roots.ts';
import { inputTable } from './signature.ts';
import { typePages, typesOf } from './type-pages.ts';
import { typeReference } from './types.ts';

/** The reference of the GraphQL API, from its SDL. */
export function graphqlReference(): Page[] {
  const schema = buildSchema(read('schema/schema.graphql'));
  const directives = schema.getDirectives().filter((one) => !isSpecifiedDirective(one));
  const kinds = typePages.map(
    ([path, { title, about }]) =>
      `- [${title}](./${path}.md) (${typesOf(schema, path).length}): ${about}\n`,
  );
  const index = `# GraphQL reference

${prose(schema.description ?? '')}

Begin with the [queries](./queries.md), [mutations](./mutations.md) and [subscriptions](./subscriptions.md), and with
the [directives](./directives.md) that limit what an operation costs and how old its data may be. The types are:

${kinds.join('')}
The same descriptions are in GraphiQL, and in the package's \`schema/schema.graphql\`.
`;
  return [
    { path: 'reference/graphql/index', text: index },
    rootReference('queries', schema.getQueryType()!),
    rootReference('mutations', schema.getMutationType()!),
    rootReference('subscriptions', schema.getSubscriptionType()!),
    {
      path: 'reference/graphql/directives',
      text: ['# Directives', ...directives.map(directiveSection)].join('\n\n'),
    },
    ...typeReference(schema),
  ];
}

function directiveSection({ name, description, args, locations }: GraphQLDirective): string {
  return [
    `## @${name}`,
    prose(description ?? ''),
    `Allowed on: ${locations.map(code).join(', ')}.`,
    inputTable('Argument', args),
  ]
    .filter(Boolean)
    .join('\n\n');
}
