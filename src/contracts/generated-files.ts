import { lexicographicSortSchema, printSchema, type GraphQLSchema } from 'graphql';
import { schema } from '../graph/schema.ts';
import { configurationTable, environmentExample } from './configuration.ts';
import { errorCodeTable } from './error-codes.ts';
import { withSection } from './section.ts';

/** A file, or a part of one, that is made from the sources and committed. */
export interface GeneratedFile {
  /** From the root of the repository. */
  readonly path: string;
  /** The file as it should be; `current` is what it holds now, '' when it does not exist. */
  readonly render: (current: string) => string;
}

/** GraphQL's contract in SDL, in alphabetical order, so that moving code moves no line of it. */
export function printContract(schema: GraphQLSchema): string {
  return `${printSchema(lexicographicSortSchema(schema))}\n`;
}

export const generatedFiles: readonly GeneratedFile[] = [
  { path: 'schema/schema.graphql', render: () => printContract(schema) },
  { path: '.env.example', render: environmentExample },
  {
    path: 'README.md',
    render: (current) =>
      withSection(
        withSection(current, 'configuration', configurationTable()),
        'error codes',
        errorCodeTable(),
      ),
  },
];
