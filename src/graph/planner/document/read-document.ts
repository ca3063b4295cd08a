import { GraphQLError, parse, Source, type DocumentNode } from 'graphql';
import { documentLimits, overLimit } from '../limits.ts';
import { BoundedLexer } from './bounded-lexer.ts';
import { sizeOfDocument, type DocumentSize } from './document-size.ts';

/** To find the line of an error, all the text before it is read, and that for every error. */
const MAX_LOCATED_LENGTH = 100_000;
const MAX_LOCATED_LINES = 2_000;

/**
 * Parses a document and measures it, in time that grows with its length, so that whatever is done with it
 * afterwards (validation, pricing, compiling) is bounded.
 * @throws GraphQLError a syntax error, or DOCUMENT_TOO_LONG, DOCUMENT_TOO_DEEP, TOO_MANY_ALIASES, TOO_COMPLEX
 *   with `found` and `limit`
 */
export function readDocument(text: string): DocumentNode {
  const document = parseBounded(text);
  const refusal = refusalOf(sizeOfDocument(document));
  if (refusal) throw refusal;
  return document;
}

function parseBounded(text: string): DocumentNode {
  const source = new Source(text);
  try {
    return parse(source, {
      lexer: new BoundedLexer(source),
      maxComments: documentLimits.comments,
      noLocation: !hasFewLines(text),
    });
  } catch (error) {
    // The lexer has no code of its own for this.
    if (error instanceof GraphQLError && / comments\b.*aborted/.test(error.message)) {
      const { comments } = documentLimits;
      throw overLimit('DOCUMENT_TOO_LONG', 'comments', comments + 1, comments);
    }
    throw error;
  }
}

function hasFewLines(text: string): boolean {
  if (text.length <= MAX_LOCATED_LINES) return true;
  return text.length <= MAX_LOCATED_LENGTH && text.split(/[\n\r]/).length <= MAX_LOCATED_LINES;
}

function refusalOf(size: DocumentSize): GraphQLError | undefined {
  const over = (name: 'depth' | 'aliases' | 'selections' | 'comparisons' | 'directives') =>
    size[name] > documentLimits[name] && ([size[name], documentLimits[name]] as const);
  let figures = over('selections');
  if (figures) return overLimit('TOO_COMPLEX', 'fields after expanding fragments', ...figures);
  figures = over('depth');
  if (figures) return overLimit('DOCUMENT_TOO_DEEP', 'levels of fields', ...figures);
  figures = over('aliases');
  if (figures) return overLimit('TOO_MANY_ALIASES', 'aliases', ...figures);
  figures = over('comparisons');
  if (figures) return overLimit('TOO_COMPLEX', 'pairs of fields to compare', ...figures);
  figures = over('directives');
  if (figures) return overLimit('TOO_COMPLEX', 'directives in one place', ...figures);
  return size.cyclic === undefined ? undefined : cycleOf(size.cyclic);
}

/** Some rules of validation take exponential time for fragments that spread themselves, so none is asked. */
function cycleOf(fragment: string): GraphQLError {
  return new GraphQLError(`Cannot spread fragment "${fragment}" within itself.`, {
    extensions: { code: 'GRAPHQL_VALIDATION_FAILED', http: { status: 400, spec: true } },
  });
}
