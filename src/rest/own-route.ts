import type { ServerResponse } from 'node:http';
import type { RestExchange } from './exchange.ts';

type Json = Readonly<Record<string, unknown>>;

/** A read of `/v1` that is not one of PostHog's operations. */
export interface OwnRoute {
  /** Its path with parameters, as the OpenAPI document has it: `/v1/export/{file}`. */
  readonly path: string;
  /** The operation of its GET, in the OpenAPI document. */
  readonly description: Json & { readonly operationId: string };
  /**
   * Answers a GET. Resolves when the answer is complete.
   * @param values decoded parameters of the path
   * @throws RejectedRequest before the answer has begun, CutAnswer after that
   */
  serve(
    exchange: RestExchange,
    response: ServerResponse,
    values: Readonly<Record<string, string | undefined>>,
  ): Promise<void>;
}

/** Thrown when an answer that has begun ends before its end. Its connection is closed, so that the client notices. */
export class CutAnswer extends Error {
  constructor(options?: ErrorOptions) {
    super('The answer was cut.', options);
    this.name = 'CutAnswer';
  }
}
