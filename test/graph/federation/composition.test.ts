import { readFileSync } from 'node:fs';
import { composeServices as composeByApollo } from '@apollo/composition';
import { composeServices as composeByGuild } from '@theguild/federation-composition';
import { Kind, parse, print } from 'graphql';
import { describe, expect, it } from 'vitest';

const root = new URL('../../../', import.meta.url);

const subgraph = (name: string, path: string) => ({
  name,
  url: `http://${name}.test/graphql`,
  typeDefs: parse(readFileSync(new URL(path, root), 'utf8')),
});

const experiments = subgraph('experiments', 'schema/subgraph.graphql');
const deployments = subgraph('deployments', 'examples/supergraph/deployments.graphql');
const teams = subgraph('teams', 'test/graph/federation/relay-subgraph.graphql');

/** The directives of a field, as text. */
function directivesOf(sdl: string, type: string, field: string): string[] {
  for (const definition of parse(sdl).definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION || definition.name.value !== type) continue;
    const found = definition.fields?.find(({ name }) => name.value === field);
    return (found?.directives ?? []).map((directive) => print(directive));
  }
  return [];
}

interface Composed {
  readonly supergraphSdl?: string | undefined;
  readonly errors?: readonly { readonly message: string }[] | undefined;
}

const composers: Readonly<Record<string, (subgraphs: (typeof experiments)[]) => Composed>> = {
  '@apollo/composition': composeByApollo,
  '@theguild/federation-composition': composeByGuild,
};

describe.each(Object.entries(composers))('%s', (_, compose) => {
  it.each([
    ['alone', [experiments]],
    ["with the example's subgraph", [experiments, deployments]],
    ['with a relay subgraph, which has node, nodes and PageInfo too', [experiments, teams]],
    ['with both', [experiments, deployments, teams]],
  ])('composes the subgraph %s', (_with, subgraphs) => {
    const { errors, supergraphSdl } = compose(subgraphs);
    expect(errors?.map(({ message }) => message) ?? []).toEqual([]);
    expect(supergraphSdl?.includes('type Experiment')).toBe(true);
  });

  it('carries tags, prices, list sizes and privacy into the supergraph, and leaves node to the others', () => {
    const sdl = compose([experiments, teams]).supergraphSdl ?? '';
    expect(directivesOf(sdl, 'Mutation', 'shipVariant')).toContain('@tag(name: "destructive")');
    const list = directivesOf(sdl, 'Query', 'experiments');
    expect(list).toContain('@cost(weight: 10)');
    expect(list).toContain('@cacheControl(scope: PRIVATE)');
    expect(list.join()).toContain('slicingArguments: ["first"]');
    expect(directivesOf(sdl, 'Query', 'node')).toEqual(['@join__field(graph: TEAMS)']);
  });

  it('refuses two subgraphs that both have a root field node, which is why this one omits it', () => {
    const rival = { ...teams, name: 'rival' };
    expect(
      compose([teams, rival])
        .errors?.map(({ message }) => message)
        .join(),
    ).toContain('Query.node');
  });
});
