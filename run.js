import { existsSync } from 'node:fs';

// What `npm start`, `npm run mcp` and `npm run sandbox` run: the sources where they are, as in a
// checkout, and otherwise what was built from them, as in the published package.
const source = new URL('src/main.ts', import.meta.url);
await import(existsSync(source) ? source.href : new URL('dist/main.js', import.meta.url).href);
