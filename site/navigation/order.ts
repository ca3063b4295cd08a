/** A part of the navigation. */
export interface Section {
  readonly title: string;
  /**
   * Pages in the order in which they are listed. The pages below one, such as `graphql/cost` below `graphql`, are listed
   * with it: first those that are named here.
   */
  readonly pages: readonly string[];
}

/** The section of pages that no section names. */
export const OTHERS = 'Run it';

/** The sections of the navigation. A page of docs/ that is in none of them is listed at the end of {@link OTHERS}. */
export const sections: readonly Section[] = [
  {
    title: 'Begin',
    pages: ['index', 'getting-started', 'examples/index', 'sandbox', 'checking-your-posthog'],
  },
  {
    title: 'Use it',
    pages: [
      'web-app',
      'graphql',
      'budget-and-caching',
      'graphql/cost',
      'graphql/freshness',
      'graphql/subscriptions',
      'rest',
      'mcp',
      'export',
      'reports',
      'experiments-as-code',
      'clients',
      'languages',
      'guards',
      'troubleshooting',
    ],
  },
  {
    title: OTHERS,
    pages: [
      'deployment',
      'operations',
      'command-line',
      'security',
      'access',
      'audit',
      'notifications',
      'observability',
      'metrics',
      'embedding',
      'releasing',
      'upgrading',
    ],
  },
  {
    title: 'Reference',
    pages: [
      'reference/graphql/index',
      'reference/graphql/queries',
      'reference/graphql/mutations',
      'reference/graphql/subscriptions',
      'reference/graphql/directives',
      'reference/rest/index',
      'reference/mcp',
      'configuration',
      'errors',
      'glossary',
    ],
  },
  {
    title: 'Background',
    pages: [
      'posthog/index',
      'architecture',
      'decisions/index',
      'changelog',
      'reporting-vulnerabilities',
      'contributing',
      'recipes/index',
    ],
  },
];
