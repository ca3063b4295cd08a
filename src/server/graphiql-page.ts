import type { ServerResponse } from 'node:http';
import { filePaths, type Asset, type GraphiqlAssets } from '../graphiql/assets.ts';
import { matchesEtag } from '../http/etag.ts';
import type { Handler } from './handler.ts';

/** Answers GET and HEAD of `/graphql` with GraphiQL's page. The same address also answers GraphQL over GET. */
export const graphiqlPage =
  (assets: GraphiqlAssets): Handler =>
  async (request, response, { hasSlash }) => {
    const page = await assets.page(hasSlash);
    response.appendHeader('vary', 'accept');
    send(response, page, request.headers['if-none-match']);
  };

/** The files of GraphiQL's page, by path. */
export const graphiqlFiles = (assets: GraphiqlAssets): Readonly<Record<string, Handler>> =>
  Object.fromEntries(
    filePaths.map((path): [string, Handler] => [
      path,
      async (request, response) =>
        send(response, await assets.file(path), request.headers['if-none-match']),
    ]),
  );

function send(response: ServerResponse, asset: Asset, known: string | undefined): void {
  if (response.destroyed || response.writableEnded) return;
  const { type, bytes, etag, policy } = asset;
  if (policy !== undefined) response.setHeader('content-security-policy', policy);
  response.setHeader('etag', etag);
  // A browser may cache it for an hour, and then revalidates it.
  response.setHeader('cache-control', 'public, max-age=3600, must-revalidate');
  if (matchesEtag(known, etag)) {
    response.writeHead(304).end();
    return;
  }
  response.setHeader('content-type', type);
  response.setHeader('content-length', bytes.length);
  response.end(response.req.method === 'HEAD' ? undefined : bytes);
}
