import type { GraphQLErrorExtensions } from 'graphql';

/** An error of the GraphQL API, as it is in the response. */
export interface GraphError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: Readonly<GraphQLErrorExtensions>;
}

/** Thrown when an operation returned no data: it was refused, or nothing of it could be read. */
export class GraphFailure extends Error {
  readonly errors: readonly GraphError[];

  constructor(errors: readonly GraphError[]) {
    super(errors[0]?.message ?? 'The operation returned no data.');
    this.name = 'GraphFailure';
    this.errors = errors;
  }

  /** The code of the first error, as docs/errors.md lists them. */
  get code(): string {
    return String(this.errors[0]?.extensions?.['code'] ?? 'INTERNAL_SERVER_ERROR');
  }
}
