import findMyWay, { type Handler, type HTTPVersion } from 'find-my-way';
import type { OperationMethod, Operation } from '../posthog/api/operations.ts';
import { pathAliases } from './path-aliases.ts';

const METHODS: readonly OperationMethod[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

export interface RestRoute {
  readonly operation: Operation;
  /** Decoded values by the names of the operation's path parameters. */
  readonly path: Readonly<Record<string, string | undefined>>;
}

/** Finds the operation for a path and a method, in all accepted forms; the trailing slash is optional. */
export class Routes {
  // At least the maximum length of a URL, so that no parameter is rejected as too long.
  readonly #router = findMyWay({ ignoreTrailingSlash: true, maxParamLength: 16_000 });
  readonly #operations = new Map<unknown, Operation>();

  constructor(operations: Iterable<Operation>) {
    for (const operation of operations) {
      // Each row has its own handler, by which the operation of a match is looked up.
      const handler: Handler<HTTPVersion.V1> = () => operation;
      this.#operations.set(handler, operation);
      const { method, path } = operation;
      for (const spelling of pathAliases(numbered(path)))
        this.#router.on(method, spelling, handler);
    }
  }

  /** The route; otherwise the methods the path supports, which is an empty list for an unknown path. */
  find(method: string, path: string): RestRoute | readonly OperationMethod[] {
    const asked = method === 'HEAD' ? 'GET' : method;
    const known = this.methodsOf(path);
    const hit = known.find((one) => one === asked);
    const found = hit && this.#router.find(hit, path);
    const operation = this.#operations.get(found?.handler);
    if (!found || !operation) return known;
    const values = operation.pathParameters.map(({ name }, at) => [name, found.params[`p${at}`]]);
    return { operation, path: Object.fromEntries(values) as RestRoute['path'] };
  }

  /** The methods that a path has operations for. */
  methodsOf(path: string): readonly OperationMethod[] {
    return METHODS.filter((one) => this.#router.find(one, path) !== null);
  }
}

/** A template with numbered placeholders, so that paths which differ only in a parameter name are one route. */
function numbered(template: string): string {
  let count = 0;
  return template.replaceAll(/\{\w+\}/g, () => `:p${count++}`);
}
