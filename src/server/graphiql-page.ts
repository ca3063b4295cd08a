import { filePaths, type GraphiqlAssets } from '../graphiql/assets.ts';
import { sendAsset } from '../http/asset.ts';
import type { Handler } from './handler.ts';

/** Answers GET and HEAD of `/graphql` with GraphiQL's page. The same address also answers GraphQL over GET. */
export const graphiqlPage =
  (assets: GraphiqlAssets): Handler =>
  async (_, response, { hasSlash }) => {
    const page = await assets.page(hasSlash);
    response.appendHeader('vary', 'accept');
    sendAsset(response, page);
  };

/** The files of GraphiQL's page, by path. */
export const graphiqlFiles = (assets: GraphiqlAssets): Readonly<Record<string, Handler>> =>
  Object.fromEntries(
    filePaths.map((path): [string, Handler] => [
      path,
      async (_, response) => sendAsset(response, await assets.file(path)),
    ]),
  );
