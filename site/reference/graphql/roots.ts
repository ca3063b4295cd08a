import { getNamedType, isUnionType, type GraphQLField, type GraphQLObjectType } from 'graphql';
import { examplesOf, graphqlBlock } from '../../pages/examples.ts';
import type { Page } from '../../pages/page.ts';
import { prose } from '../text.ts';
import { inputTable, signature } from './signature.ts';
import { typeLink } from './type-pages.ts';

const kinds = {
  queries: ['Queries', 'What a query can begin with. Queries change nothing.'],
  mutations: [
    'Mutations',
    'A mutation answers with its payload, or with a problem that has a `code` and a `message`.',
  ],
  subscriptions: ['Subscriptions', 'What can be followed. Each sends its first event at once.'],
} as const;

/** The page of all queries, mutations or subscriptions: arguments, what each returns, and an example. */
export function rootReference(kind: keyof typeof kinds, type: GraphQLObjectType): Page {
  const examples = new Map(examplesOf(kind).map(({ name, document }) => [name, document]));
  const [title, about] = kinds[kind];
  const fields = Object.values(type.getFields()).filter(({ name }) => !name.startsWith('_'));
  return {
    path: `reference/graphql/${kind}`,
    text: [
      `# ${title}\n\n${about}`,
      ...fields.map((field) => section(field, examples.get(kebab(field.name)))),
    ].join('\n\n'),
  };
}

const kebab = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

function section(field: GraphQLField<unknown, unknown>, example: string | undefined): string {
  const { name, args, type, description, deprecationReason } = field;
  const returned = getNamedType(type);
  const outcomes = isUnionType(returned)
    ? `, one of ${returned.getTypes().map(typeLink).join(', ')}`
    : '';
  return [
    `## ${name}`,
    deprecationReason != null && `**Deprecated.** ${prose(deprecationReason)}`,
    prose(description ?? ''),
    `Returns ${signature(type)}${outcomes}.`,
    inputTable('Argument', args),
    example !== undefined && graphqlBlock(example),
  ]
    .filter(Boolean)
    .join('\n\n');
}
