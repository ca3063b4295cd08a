import { readConfig } from '../../src/config/config.ts';

const { FAST_PATH, LAZY_ROWS } = process.env;

/** `FAST_PATH` and `LAZY_ROWS` as the tests were started with, for products that read an environment. */
export const switches: Readonly<Record<string, string>> = {
  ...(FAST_PATH !== undefined && { FAST_PATH }),
  ...(LAZY_ROWS !== undefined && { LAZY_ROWS }),
};

const { fastPath, upstream } = readConfig(switches);

/** The pieces of the fast path that tests run with, unless a test is about them. */
export { fastPath };
/** Whether tests run with rows that are decoded when they are read. */
export const { lazyRows } = upstream;
