import { readFileSync } from 'node:fs';
import { composeServices as composeByApollo } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { getStitchedSchemaFromSupergraphSdl } from '@graphql-tools/federation';
import { composeServices as composeByGuild } from '@theguild/federation-composition';
import {
  execute,
  graphql,
  parse,
  print,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startInProcess, type InProcess } from '../../support/in-process.ts';

const companySdl = parse(
  readFileSync(new URL('company-subgraph.graphql', import.meta.url), 'utf8'),
);
const user = { id: 'u1', email: 'ada@company.test', firstName: 'Ada' };

/** A company's own graph: types and root fields named like those of this API, and a field added to its experiments. */
const company = buildSubgraphSchema({
  typeDefs: companySdl,
  resolvers: {
    Query: {
      viewer: () => ({ id: 'v1', name: 'Ada of the company' }),
      project: () => ({ __typename: 'Project', id: 'p1', name: 'Rocket' }),
      node: () => ({ __typename: 'User', ...user }),
      teams: () => [
        { name: 'Growth', experiment: { projectId: '1', featureFlagKey: 'one-page-checkout' } },
      ],
    },
    Node: { __resolveType: ({ __typename }: { __typename: string }) => __typename },
    PostHogExperiment: { team: () => 'Growth' },
  },
});

let server: InProcess;
/** The documents that the gateway sent to this API. */
const sent: string[] = [];

beforeAll(async () => {
  server = await startInProcess({ SUBGRAPH_PREFIX: 'PostHog', POSTHOG_PROJECT_ID: '1' });
});
afterAll(() => server.stop());

async function ask(query: string, variables?: unknown): Promise<ExecutionResult<never>> {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as ExecutionResult<never>;
}

const sdlOfThis = async () => {
  const { data } = await ask('{ _service { sdl } }');
  return (data as unknown as { _service: { sdl: string } })._service.sdl;
};

const subgraphs = async () => [
  { name: 'experiments', url: 'http://experiments.test', typeDefs: parse(await sdlOfThis()) },
  { name: 'company', url: 'http://company.test', typeDefs: companySdl },
];

describe('with SUBGRAPH_PREFIX', () => {
  it.each([
    ['@apollo/composition', composeByApollo],
    ['@theguild/federation-composition', composeByGuild],
  ])(
    'the subgraph composes by %s with a graph that has types of the same names',
    async (_, compose) => {
      const { errors, supergraphSdl } = compose(await subgraphs());
      expect(errors?.map(({ message }) => message) ?? []).toEqual([]);
      for (const type of ['User', 'PostHogUser', 'Viewer', 'PostHogViewer', 'PostHogProject'])
        expect(supergraphSdl).toMatch(new RegExp(`type ${type}\\b`));
      expect(supergraphSdl).toMatch(/postHogViewer.*: PostHogViewer/);
      expect(supergraphSdl).not.toMatch(/type (Experiment|FeatureFlag|Cohort)\b/);
    },
  );

  it('keeps every root field, type, key and directive', async () => {
    const plain = readFileSync(
      new URL('../../../schema/subgraph.graphql', import.meta.url),
      'utf8',
    );
    const count = (sdl: string, pattern: RegExp) => sdl.match(pattern)?.length;
    const prefixed = await sdlOfThis();
    for (const pattern of [
      /^(type|interface|union|enum|input|scalar) /gm,
      /@key\(/g,
      /@cost/g,
      /@tag/g,
    ])
      expect(count(prefixed, pattern)).toBe(count(plain, pattern));
  });

  it('answers the names without the prefix as before', async () => {
    const { data, errors } = await ask('{ viewer { __typename email } project { __typename } }');
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      viewer: { __typename: 'Viewer' },
      project: { __typename: 'Project' },
    });
  });

  it('answers prefixed root fields, fragments, aliases and input types, each time they come', async () => {
    const query = `query ($filter: PostHogExperimentFilter) {
      postHogExperiments(first: 1, filter: $filter) { __typename nodes { ...E kind: __typename name } }
      mine: postHogViewer { is: __typename }
    }
    fragment E on PostHogExperiment { __typename id createdBy { ... on PostHogUser { __typename } } }`;
    const expected = {
      postHogExperiments: {
        __typename: 'PostHogExperimentConnection',
        nodes: [
          {
            __typename: 'PostHogExperiment',
            kind: 'PostHogExperiment',
            name: expect.any(String),
            id: expect.any(String),
            createdBy: { __typename: 'PostHogUser' },
          },
        ],
      },
      mine: { is: 'PostHogViewer' },
    };
    for (let time = 0; time < 5; time++) {
      const { data, errors } = await ask(query, { filter: { status: 'RUNNING' } });
      expect(errors).toBeUndefined();
      expect(data).toEqual(expected);
    }
  });

  it('answers types by their interfaces and unions', async () => {
    const { data, errors } = await ask(`mutation {
      postHogPauseExperiment(input: { id: 4, dryRun: true }) {
        __typename
        ... on PostHogPauseExperimentPayload { experiment { __typename metrics { __typename ... on PostHogMetric { name } } } }
      }
    }`);
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      postHogPauseExperiment: {
        __typename: expect.stringMatching(/^PostHog/),
      },
    });
    expect(JSON.stringify(data)).not.toMatch(/"__typename":"(?!PostHog)/);
  });

  it('resolves references in variables and in the document, and refuses unknown types', async () => {
    const variables = {
      r: [
        { __typename: 'PostHogFeatureFlag', projectId: '1', key: 'one-page-checkout' },
        { __typename: 'PostHogNothing', id: '1' },
      ],
    };
    const { data, errors } = await ask(
      'query ($r: [_Any!]!) { _entities(representations: $r) { __typename ... on PostHogFeatureFlag { key } } }',
      variables,
    );
    expect(data).toEqual({
      _entities: [{ __typename: 'PostHogFeatureFlag', key: 'one-page-checkout' }, null],
    });
    expect(errors).toMatchObject([
      { path: ['_entities', 1], extensions: { code: 'BAD_USER_INPUT' } },
    ]);
    const written = await ask(
      '{ _entities(representations: [{ __typename: "PostHogFeatureFlag", projectId: "1", key: "one-page-checkout" }]) { __typename } }',
    );
    expect(written.data).toEqual({ _entities: [{ __typename: 'PostHogFeatureFlag' }] });
  });

  it('answers events and parts of an answer', async () => {
    const read = async (query: string, accept: string) => {
      const response = await fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept },
        body: JSON.stringify({ query }),
      });
      let text = '';
      for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
        text += chunk;
        if (text.includes('"hasNext":false') || text.includes('event: next\ndata:')) break;
      }
      return text;
    };
    const event = await read(
      'subscription { postHogExperimentChanged(id: 15) { __typename experiment { __typename } } }',
      'text/event-stream',
    );
    expect(event).toContain(
      '"postHogExperimentChanged":{"__typename":"PostHogExperimentEvent","experiment":{"__typename":"PostHogExperiment"}}',
    );
    const parts = await read(
      '{ postHogExperiment(id: 15) { __typename ... on PostHogExperiment @defer { metrics { __typename } } } }',
      'multipart/mixed',
    );
    const typenames = [...parts.matchAll(/"__typename":"(\w+)"/g)].map(([, name]) => name);
    expect(typenames.length).toBeGreaterThan(1);
    for (const name of typenames) expect(name).toMatch(/^PostHog/);
  });

  it('limits the size of a document with prefixed names like that of any other', async () => {
    const fields = Array.from({ length: 3_000 }, (_, n) => `a${n}: postHogViewer { email }`);
    const { errors } = await ask(`{ ${fields.join(' ')} }`);
    expect(errors).toMatchObject([
      { extensions: { code: expect.stringMatching(/^(TOO_|DOCUMENT_)/) } },
    ]);
  });

  it('is refused when it cannot begin the name of a type', async () => {
    await expect(startInProcess({ SUBGRAPH_PREFIX: 'post-hog' })).rejects.toThrow(
      /SUBGRAPH_PREFIX must be/,
    );
  });
});

describe('a gateway over both graphs', () => {
  let supergraph: GraphQLSchema;

  beforeAll(async () => {
    const { supergraphSdl = '' } = composeByApollo(await subgraphs());
    const over = async ({
      document,
      variables,
    }: {
      document: DocumentNode;
      variables?: unknown;
    }) => {
      sent.push(print(document));
      return ask(print(document), variables);
    };
    supergraph = getStitchedSchemaFromSupergraphSdl({
      supergraphSdl,
      onSubschemaConfig(subschema) {
        subschema.executor =
          subschema.name.toLowerCase() === 'company'
            ? ({ document, variables }) =>
                execute({ schema: company, document, variableValues: variables }) as never
            : (over as never);
      },
    });
  });

  it('joins an experiment of this API to a team of the company, by the key of its flag', async () => {
    const { data, errors } = await graphql({
      schema: supergraph,
      source: `{
        viewer { __typename name }
        postHogViewer { __typename email }
        project(id: "p1") { __typename name }
        teams { name experiment { __typename name status } }
        postHogExperiments(first: 1, filter: { search: "One-page" }) { nodes { name team } }
      }`,
    });
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      viewer: { __typename: 'Viewer', name: 'Ada of the company' },
      postHogViewer: { __typename: 'PostHogViewer', email: expect.stringContaining('@') },
      project: { __typename: 'Project', name: 'Rocket' },
      teams: [
        {
          name: 'Growth',
          experiment: {
            __typename: 'PostHogExperiment',
            name: 'One-page checkout',
            status: 'RUNNING',
          },
        },
      ],
    });
    expect(sent.join()).toMatch(/_entities[\s\S]*on PostHogExperiment/);
  });
});
