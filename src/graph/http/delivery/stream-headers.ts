import type { Plugin } from 'graphql-yoga';

const STREAMS = /^(text\/event-stream|multipart\/mixed)/;

/** Asks proxies to forward each part of an answer as it arrives; nginx buffers them otherwise. */
export function useStreamHeaders(): Plugin {
  return {
    onResponse({ response }) {
      if (STREAMS.test(response.headers.get('content-type') ?? '')) {
        response.headers.set('x-accel-buffering', 'no');
      }
    },
  };
}
