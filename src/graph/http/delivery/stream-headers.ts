import type { Plugin } from 'graphql-yoga';

const STREAMS = /^(text\/event-stream|multipart\/mixed)/;

/** Tells proxies in between to hand on each part of an answer as it comes; nginx collects them otherwise. */
export function useStreamHeaders(): Plugin {
  return {
    onResponse({ response }) {
      if (STREAMS.test(response.headers.get('content-type') ?? '')) {
        response.headers.set('x-accel-buffering', 'no');
      }
    },
  };
}
