import { readFileSync } from 'node:fs';

const manifest = new URL('../package.json', import.meta.url);

/** This package's version, as its package.json says: beside `src` and beside `dist` alike. */
export const version: string = (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string })
  .version;
