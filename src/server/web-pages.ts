import type { ServerResponse } from 'node:http';
import { sendAsset } from '../http/asset.ts';
import { replyJson } from '../http/reply.ts';
import { version } from '../version.ts';
import { appPageOf, appRedirectOf } from '../web-app/routes.ts';
import type { WebApp } from '../web-app/web-app.ts';
import type { Handler } from './handler.ts';
import { isPageVisit } from './public-paths.ts';

/** What a program finds at `/`. */
export interface ApiIndex {
  /** `sandbox` for the embedded PostHog, otherwise `posthog`. */
  readonly mode: 'sandbox' | 'posthog';
  /** Addresses, relative to this one; those of APIs with ports of their own are left out. */
  readonly links: Readonly<Record<string, string>>;
}

/** Answers a browser with the app, and a program with an index of the APIs. */
export function rootPage(app: WebApp | undefined, index: ApiIndex): Handler {
  return async (request, response, target) => {
    response.appendHeader('vary', 'accept');
    if (!isPageVisit(request, target)) {
      replyJson(response, 200, { name: 'posthog-experiments-graph', version, ...index });
      return;
    }
    if (app) sendAsset(dependingOnPrefix(response), await app.page(request));
    // Relative, so that it stays below the path prefix of a proxy.
    else response.writeHead(302, { location: './graphql' }).end();
  };
}

/**
 * Answers a browser with the app, which shows the page of the address, or that there is no such page; a program gets
 * `otherwise`.
 */
export function appPage(app: WebApp, otherwise: Handler): Handler {
  return async (request, response, target) => {
    if (!isPageVisit(request, target)) return otherwise(request, response, target);
    response.appendHeader('vary', 'accept');
    const { path, search } = target;
    const redirect = appRedirectOf(path);
    if (redirect !== undefined)
      return response.writeHead(302, { location: redirect + search }).end();
    const status = appPageOf(path) === undefined ? 404 : 200;
    return sendAsset(dependingOnPrefix(response), await app.page(request), status);
  };
}

/** The app's scripts, styles and fonts, by path. */
export const appFiles = (app: WebApp): Readonly<Record<string, Handler>> =>
  Object.fromEntries(
    app.filePaths.map((path): [string, Handler] => [
      path,
      async (request, response) =>
        sendAsset(dependingOnPrefix(response), await app.file(path, request)),
    ]),
  );

/** Addresses in these files begin with the prefix that a proxy forwards. */
const dependingOnPrefix = (response: ServerResponse) =>
  response.appendHeader('vary', 'x-forwarded-prefix');
