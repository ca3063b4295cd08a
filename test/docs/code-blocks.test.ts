import { spawnSync } from 'node:child_process';
import {
  getNamedType,
  isNonNullType,
  Kind,
  OperationTypeNode,
  parse,
  typeFromAST,
  validate,
  type DocumentNode,
  type OperationDefinitionNode,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { schema } from '../../src/graph/schema.ts';
import { startGraph } from '../support/graph.ts';
import { codeBlocks, type CodeBlock } from './code-blocks.ts';
import { markdownOf, repositoryFiles } from './documents.ts';
import { typeErrors } from './typescript-blocks.ts';

// The texts of the site. Those of examples and benchmarks have packages, and checks, of their own.
const documents = new Map(
  [...markdownOf(repositoryFiles())].filter(([path]) => /^(?:docs\/|[A-Z]+\.md$)/.test(path)),
);
const blocks = codeBlocks(documents);
const inLanguage = (...names: string[]) =>
  blocks.filter(({ language }) => names.includes(language));

/** Languages that are checked, and those for which no program of this repository can. */
const CHECKED = ['sh', 'graphql', 'json', 'yaml', 'ts', 'http', 'python'];
const UNCHECKED = ['text', 'md', 'nginx', 'go', 'kotlin', 'ini', 'dockerfile', 'promql'];

/** The problems of blocks, with their places. */
const problemsOf = (all: readonly CodeBlock[], check: (block: CodeBlock) => string | undefined) =>
  all.flatMap((block) => {
    const problem = check(block);
    return problem === undefined ? [] : [`${block.place}: ${problem}`];
  });

const thrown = (run: () => unknown): string | undefined => {
  try {
    run();
    return undefined;
  } catch (error) {
    return String(error);
  }
};

describe('a block of code in the documents', () => {
  it('names its language', () => {
    const known = new Set([...CHECKED, ...UNCHECKED]);
    expect(blocks.length).toBeGreaterThan(50);
    expect(
      problemsOf(blocks, ({ language }) => (known.has(language) ? undefined : language)),
    ).toEqual([]);
  });

  it('is valid shell, and run where it sends a request to the sandbox', () => {
    const problems = problemsOf(inLanguage('sh'), ({ role, text }) => {
      const { status, stderr } = spawnSync('bash', ['-n'], { input: text, encoding: 'utf8' });
      if (status !== 0) return stderr;
      const isRequest = /^curl\b.*\b127\.0\.0\.1:40[01]0/m.test(text);
      return isRequest && !role.startsWith('runnable') ? 'is not run' : undefined;
    });
    expect(problems).toEqual([]);
  });

  it('is valid JSON', () => {
    expect(problemsOf(inLanguage('json'), ({ text }) => thrown(() => JSON.parse(text)))).toEqual(
      [],
    );
  });

  it('is valid YAML', () => {
    const problems = problemsOf(
      inLanguage('yaml'),
      ({ text }) => [parseAllDocuments(text)].flat().flatMap(({ errors }) => errors)[0]?.message,
    );
    expect(problems).toEqual([]);
  });

  it('is a header or a request of HTTP', () => {
    const line = /^(?:[\w-]+: .+|(?:GET|POST|PUT|DELETE) \/\S* HTTP\/1\.1|HTTP\/1\.1 \d{3}.*|)$/;
    const problems = problemsOf(inLanguage('http'), ({ text }) =>
      text.split('\n').find((one) => !line.test(one)),
    );
    expect(problems).toEqual([]);
  });

  it('is TypeScript without errors', { timeout: 60_000 }, () => {
    expect(typeErrors(inLanguage('ts', 'typescript'))).toEqual([]);
  });

  it('is GraphQL that is valid against the schema', () => {
    const problems = problemsOf(inLanguage('graphql'), ({ text }) =>
      thrown(() => {
        const [error] = validate(schema, parse(text));
        if (error) throw error;
      }),
    );
    expect(problems).toEqual([]);
  });

  it('is a query that the sandbox answers without an error', async () => {
    await using graph = await startGraph();
    const queries = inLanguage('graphql').filter(({ text }) => isQuery(parse(text)));
    expect(queries.length).toBeGreaterThan(2);
    for (const { place, text } of queries) {
      const { errors } = await graph.query(text, variablesOf(parse(text)));
      expect({ place, errors }).toEqual({ place, errors: undefined });
    }
  });
});

const operationsIn = ({ definitions }: DocumentNode) =>
  definitions.filter(
    (one): one is OperationDefinitionNode => one.kind === Kind.OPERATION_DEFINITION,
  );

const isQuery = (document: DocumentNode) =>
  operationsIn(document).length === 1 &&
  operationsIn(document)[0]?.operation === OperationTypeNode.QUERY;

/** A value for each variable that a document requires: numbers are 3, texts the id of an experiment. */
function variablesOf(document: DocumentNode): Record<string, unknown> {
  const variables = operationsIn(document).flatMap(
    ({ variableDefinitions = [] }) => variableDefinitions,
  );
  return Object.fromEntries(
    variables
      .map(({ variable, type }) => [variable.name.value, typeFromAST(schema, type)] as const)
      .filter(([, type]) => isNonNullType(type))
      .map(([name, type]) => [name, getNamedType(type)?.name === 'Int' ? 3 : '15']),
  );
}
