import type { ServerResponse } from 'node:http';
import type { Plugin } from 'graphql-yoga';
import { becomesStream } from '../../../http/load-limit.ts';

const STREAMS = /^(text\/event-stream|multipart\/mixed)/;
/** Streams that stay open without work, unlike answers in parts. */
const EVENTS = /^text\/event-stream|subscriptionSpec/;

/**
 * Asks proxies to forward each part of an answer as it arrives; nginx buffers them otherwise. An open subscription is no
 * request in progress any more.
 */
export function useStreamHeaders(): Plugin {
  return {
    onResponse({ response, serverContext }) {
      const type = response.headers.get('content-type') ?? '';
      if (!STREAMS.test(type)) return;
      response.headers.set('x-accel-buffering', 'no');
      const { res } = serverContext as { readonly res?: ServerResponse };
      if (res && EVENTS.test(type)) becomesStream(res);
    },
  };
}
