/**
 * What stands in built pages for the path prefix under which a server is reached. It is replaced when a file is served:
 * the prefix is known only then, and the addresses that bundlers write are absolute.
 */
export const BASE_PLACEHOLDER = '/-path-prefix-';
