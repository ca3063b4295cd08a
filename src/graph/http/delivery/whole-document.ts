import { visit, type DocumentNode } from 'graphql';

const known = new WeakMap<DocumentNode, DocumentNode>();

/** The document without `@defer` and `@stream`, whose answer has all data in one piece. */
export function wholeDocument(document: DocumentNode): DocumentNode {
  let whole = known.get(document);
  if (!whole) {
    whole = visit(document, {
      Directive: ({ name }) =>
        name.value === 'defer' || name.value === 'stream' ? null : undefined,
    });
    known.set(document, whole);
  }
  return whole;
}
