import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** The API; pages call it under their own address, so that no CORS is needed. */
const graph = process.env['GRAPH_URL'] ?? 'http://127.0.0.1:4000';

// The Host header stays the page's: the API tells by it that its own page is calling.
const proxy = { '/graphql': { target: graph, changeOrigin: false } };

export default defineConfig({
  plugins: [react()],
  resolve: {
    alias: {
      // In this repository the package is its own source; elsewhere `npm i @posthog-experiments-graph/client`.
      '@posthog-experiments-graph/client/apollo': fileURLToPath(
        new URL('../../packages/client/src/apollo.ts', import.meta.url),
      ),
    },
  },
  preview: { host: '127.0.0.1', proxy },
  server: {
    host: '127.0.0.1',
    proxy,
    fs: { allow: ['.', '../../packages/client/src'] },
  },
});
