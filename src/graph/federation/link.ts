/**
 * The federation directives that subgraph.graphql uses. Version 2.9 is the first with @cost and
 * @listSize.
 */
const imports = ['@composeDirective', '@cost', '@key', '@listSize', '@shareable', '@tag'];

/**
 * Declares the federation version and imports; an extension of the schema that plain printing
 * omits. `@cacheControl` is not a federation directive: it needs a URL of its own and
 * `@composeDirective` to reach the supergraph, where gateway caches look for it.
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
