import type { ServerResponse } from 'node:http';
import type { DocsSite } from '../docs-site/docs-site.ts';
import type { Place } from '../docs-site/places.ts';
import { sendAsset } from '../http/asset.ts';
import { refuse } from '../http/reply.ts';
import type { Handler } from './handler.ts';

/** Answers GET and HEAD of the documentation's addresses, by path. */
export const docsPages = (site: DocsSite): Readonly<Record<string, Handler>> =>
  Object.fromEntries([...site.places].map(([path, place]) => [path, answerWith(place, site)]));

/** Answers other addresses below the documentation's with its page for them. */
export const docsNotFound =
  (site: DocsSite): Handler =>
  async (request, response) => {
    const page = await site.notFound(request);
    if (page) sendAsset(dependingOnPrefix(response), page, 404);
    else refuse(response, notInDocs);
  };

function answerWith(place: Place, site: DocsSite): Handler {
  if ('redirect' in place)
    return (_, response) => response.writeHead(302, { location: place.redirect }).end();
  if ('isNotBuilt' in place) return (_, response) => sendAsset(response, site.notBuilt());
  return async (request, response) =>
    sendAsset(dependingOnPrefix(response), await site.file(place.file, request));
}

/** Addresses in a page begin with the prefix that a proxy forwards. */
const dependingOnPrefix = (response: ServerResponse) =>
  response.appendHeader('vary', 'x-forwarded-prefix');

const notInDocs = {
  status: 404,
  code: 'NOT_FOUND',
  message: 'Not found. The documentation is at /docs.',
} as const;
