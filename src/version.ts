import { readFileSync } from 'node:fs';
import { packageFile } from './package-file.ts';

const manifest = packageFile('package.json');

/** This package's version, from its package.json. */
export const version: string = (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string })
  .version;

/** The product's name in titles. */
export const productName = 'PostHog Experiments Graph';
