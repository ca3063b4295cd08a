import { productName } from '../version.ts';

/** What a checkout shows in place of the app until that is built. */
export const notBuiltPage = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${productName}</title>
    <link rel="icon" href="data:," />
  </head>
  <body>
    <h1>The web app is not built in this checkout</h1>
    <p>Run <code>npm start</code>, which builds it when it is missing, or <code>npm run web</code>. The published package contains it.</p>
    <p>Here are <a href="./graphql">GraphiQL</a>, the <a href="./v1">description of the REST API</a> and the <a href="./docs">documentation</a>.</p>
  </body>
</html>
`;
