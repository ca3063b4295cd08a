/** Directives of federation that subgraph.graphql uses. Version 2.9 is the first with @cost and @listSize. */
const imports = ['@composeDirective', '@cost', '@key', '@listSize', '@shareable', '@tag'];

/**
 * Names the rules of federation the schema keeps to; an extension of the schema that plain printing leaves
 * out. `@cacheControl` is no directive of federation: only with an address of its own and `@composeDirective`
 * does it reach the supergraph, where the caches of gateways look for it.
 */
export const federationLink = {
  directives: [
    { name: 'link', args: { url: 'https://specs.apollo.dev/federation/v2.9', import: imports } },
    {
      name: 'link',
      args: {
        url: 'https://the-guild.dev/graphql/cache-control/v1.0',
        import: ['@cacheControl'],
      },
    },
    { name: 'composeDirective', args: { name: '@cacheControl' } },
  ],
};
