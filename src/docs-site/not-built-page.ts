import { productName } from '../version.ts';

/** What a checkout shows in place of the documentation until that is built. */
export const notBuiltPage = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${productName}: documentation</title>
    <link rel="icon" href="data:," />
  </head>
  <body>
    <h1>The documentation is not built in this checkout</h1>
    <p>Run <code>npm run docs</code>, and start the server again. The published package contains the documentation.</p>
    <p>The same texts are in the repository: <code>README.md</code> lists them, and most are in the folder <code>docs</code>.</p>
    <p>Here are <a href="../graphql">GraphiQL</a> and the <a href="../v1">description of the REST API</a>.</p>
  </body>
</html>
`;
