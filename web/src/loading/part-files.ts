/** A file of a part that the server does not have: a newer version may have taken the place of the one this page is of. */
export class NoSuchFile extends Error {}

/** Does for each path once what it is asked for, and again after it has failed. */
function onceFor(act: (path: string) => Promise<void>) {
  const begun = new Map<string, Promise<void>>();
  return (path: string): Promise<void> => {
    const known = begun.get(path) ?? act(path);
    begun.set(path, known);
    known.catch(() => begun.delete(path));
    return known;
  };
}

const addressOf = (path: string) => import.meta.env.BASE_URL + path;

/** Has the browser keep a file, from where what loads it next takes it. */
const fetchFile = onceFor(async (path) => {
  const response = await fetch(addressOf(path));
  if (response.status === 404) throw new NoSuchFile(path);
  if (!response.ok) throw new Error(path);
  await response.blob();
});

const addStyles = onceFor(
  (path) =>
    new Promise((resolve, reject) => {
      const link = document.createElement('link');
      link.rel = 'stylesheet';
      link.crossOrigin = '';
      link.href = addressOf(path);
      link.onload = () => resolve();
      link.onerror = () => {
        link.remove();
        reject(new Error(path));
      };
      document.head.append(link);
    }),
);

/**
 * Imports a part of the app once all of its files have come. The build puts it around every dynamic import, in place of
 * Vite's own helper (web/vite.config.ts): that one asks for a style sheet only once, and does not tell what the server
 * answered. And browsers of before 2026 never ask again for a script that could not be imported (whatwg/html#10327), so
 * that it has to be there before it is imported.
 * @param paths its scripts and style sheets, these in the order of the cascade
 * @throws NoSuchFile
 */
export async function importPart<Part>(
  load: () => Promise<Part>,
  paths: readonly string[] = [],
): Promise<Part> {
  await Promise.all(paths.map(fetchFile));
  await Promise.all(paths.filter((path) => path.endsWith('.css')).map(addStyles));
  return load();
}
