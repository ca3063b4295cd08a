const root = new URL('../', import.meta.url);

/**
 * URL of a file or folder of this package, by its path in the repository (folders end in a slash). Only this module
 * knows the package's location: the parent of `src` when run from sources, the parent of `dist` when built.
 */
export const packageFile = (path: string) => new URL(path, root);
