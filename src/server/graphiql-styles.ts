/** What GraphiQL's own styles leave to be wished for. */
const STYLES = `
  /* A tab that slides into place under the pointer loses the click that is meant for it. */
  .graphiql-tab { transform: none !important; }
  /* Beside the editors, the answer would be a few pixels wide on a phone: it goes below them. */
  @media (max-width: 720px) {
    *:has(> .graphiql-editors):has(> .graphiql-response) { flex-direction: column; }
    *:has(> .graphiql-editors) > .graphiql-horizontal-drag-bar { display: none; }
    .graphiql-logo { display: none; }
    .graphiql-editors, .graphiql-response { min-height: 0; width: 100%; }
  }
`;

/** GraphiQL's page with styles of this server in addition to its own. */
export const withStyles = (page: string): string =>
  page.replace('</head>', () => `<style>${STYLES}</style></head>`);
