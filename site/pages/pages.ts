import { graphqlReference } from '../reference/graphql/reference.ts';
import { mcpReference } from '../reference/mcp.ts';
import { restReference } from '../reference/rest/reference.ts';
import { documentPages } from './documents.ts';
import { examplePages } from './examples.ts';
import type { Page } from './page.ts';

/** All pages of the site. */
export const sitePages = (): Page[] => [
  ...documentPages(),
  ...examplePages(),
  ...graphqlReference(),
  ...restReference(),
  mcpReference(),
];
