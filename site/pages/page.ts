/** A page of the documentation site. */
export interface Page {
  /** Its address below the site's, without an extension: `graphql/cost`; a folder's own page ends in `index`. */
  readonly path: string;
  /** The file of the repository it is, from its root, which links in it are relative to; undefined for a generated page. */
  readonly source?: string;
  /** Its Markdown. */
  readonly text: string;
}

/** The title of a page: its first heading, without marks of code. */
export function titleOf({ path, text }: Page): string {
  const [, title] = /^# (.+)$/m.exec(text) ?? [];
  if (title === undefined) throw new Error(`The page ${path} has no title.`);
  return title.replaceAll('`', '');
}
