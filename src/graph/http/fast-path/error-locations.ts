import { GraphQLError, type DocumentNode, type ExecutionResult } from 'graphql';

/**
 * The errors of a compiled document as graphql-js makes them. graphql-jit's know the line and column
 * alone, which are lost when an error is worded anew; graphql-js's know the place in the text.
 */
export function addErrorLocations(
  document: DocumentNode,
  result: ExecutionResult,
): ExecutionResult {
  const source = document.loc?.source;
  if (!result.errors || !source) return result;
  const lines = source.body.split(/\r\n|[\n\r]/g);
  const startOf = (line: number) => {
    let at = 0;
    for (const { length } of lines.slice(0, line - 1)) {
      at += length + (source.body.startsWith('\r\n', at + length) ? 2 : 1);
    }
    return at;
  };
  const errors = result.errors.map((error) => {
    const { message, locations, path, originalError, extensions } = error;
    if (!locations || error.positions) return error;
    return new GraphQLError(message, {
      source,
      positions: locations.map(({ line, column }) => startOf(line) + column - 1),
      path,
      originalError,
      extensions,
    });
  });
  return { ...result, errors };
}
