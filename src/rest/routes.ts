import findMyWay, { type Handler, type HTTPVersion } from 'find-my-way';
import type { OperationMethod, Operation } from '../posthog/api/operations.ts';
import { pathAliases } from './path-aliases.ts';

const METHODS: readonly OperationMethod[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

export interface RestRoute {
  readonly operation: Operation;
  /** By the names of the operation's path parameters, decoded. */
  readonly path: Readonly<Record<string, string | undefined>>;
}

/** Finds the operation an address and a method stand for, in all spellings; the slash at the end is optional. */
export class Routes {
  // A path of ours is never longer than a URL may be, so no parameter is cut.
  readonly #router = findMyWay({ ignoreTrailingSlash: true, maxParamLength: 16_000 });
  readonly #operations = new Map<unknown, Operation>();

  constructor(operations: Iterable<Operation>) {
    for (const operation of operations) {
      // A function of its own for each row, by which the match is told.
      const handler: Handler<HTTPVersion.V1> = () => operation;
      this.#operations.set(handler, operation);
      const { method, path } = operation;
      for (const spelling of pathAliases(numbered(path)))
        this.#router.on(method, spelling, handler);
    }
  }

  /** The route; or the methods the address takes instead, none when there is nothing there. */
  find(method: string, path: string): RestRoute | readonly OperationMethod[] {
    const asked = method === 'HEAD' ? 'GET' : method;
    const known = METHODS.filter((one) => this.#router.find(one, path) !== null);
    const hit = known.find((one) => one === asked);
    const found = hit && this.#router.find(hit, path);
    const operation = this.#operations.get(found?.handler);
    if (!found || !operation) return known;
    const values = operation.pathParameters.map(({ name }, at) => [name, found.params[`p${at}`]]);
    return { operation, path: Object.fromEntries(values) as RestRoute['path'] };
  }
}

/** A template with the router's placeholders: numbered, so that a name's underscores are not a spelling. */
function numbered(template: string): string {
  let count = 0;
  return template.replaceAll(/\{\w+\}/g, () => `:p${count++}`);
}
