const root = new URL('../', import.meta.url);

/**
 * A file or folder of this package, by its path in the repository (folders end in a slash). The one
 * place that knows where it lies: beside `src` when run from sources, beside `dist` when built.
 */
export const packageFile = (path: string) => new URL(path, root);
