import { isDeepStrictEqual } from 'node:util';
import type { JsonSchema } from '../../posthog/api/openapi.ts';
import { ArgumentNames } from './argument-names.ts';
import { chosenBranch } from './chosen-branch.ts';
import { allowedBy, type Allowed } from './kinds.ts';
import { didYouMean, folded, misspelled, similarTo } from './near-misses.ts';
import { MAX_PROBLEMS, pathTo, shown, type ArgumentProblem } from './problem.ts';
import { isExact, readText } from './read-text.ts';

type Values = Readonly<Record<string, unknown>>;

/** Number of unknown names that are compared with the declared ones: comparing is slow, and a call may have any number. */
const MAX_COMPARED = 100;

/** Names of values that identify something: a number stands for its digits there, at any depth. */
const IDENTIFIER = /(?:^|[_a-z])(?:id|ids|uuid|uuids|key|keys)$|(?:Id|Ids|Uuid|Uuids|Key|Keys)$/;

interface Place {
  readonly path: string;
  /** Whether a whole number may stand for its digits where text is wanted. */
  readonly takesDigits: boolean;
}

/**
 * Reads the arguments of one call by the schema of its tool: clients send numbers, booleans, lists and objects as text,
 * and null for what they leave out. It changes only what the schema does not allow as it is, and only where one reading
 * is possible. Whatever else is wrong is left to the check against the schema.
 */
export class ArgumentReader {
  /** Problems that the check cannot see in what was read. */
  readonly problems: ArgumentProblem[] = [];
  /** Paths of text that was wanted as a list or an object but is not JSON. */
  readonly notJson = new Set<string>();
  readonly #root: JsonSchema;
  #compared = 0;

  /** @param root the full schema of the tool, which contains the definitions it refers to */
  constructor(root: JsonSchema) {
    this.#root = root;
  }

  /** @param tool name of the tool, which decides what other names its arguments go by */
  readArguments(given: Values, tool: string): Values {
    return this.#readObject(this.#root, given, { path: '', takesDigits: true }, tool);
  }

  #read(schema: JsonSchema, given: unknown, place: Place): unknown {
    const allowed = allowedBy(schema, this.#root);
    const { kinds } = allowed;
    if (!kinds) return given;
    if (typeof given === 'string' && !kinds.has('string')) {
      const read = readText(given, kinds);
      if (read === undefined && (kinds.has('array') || kinds.has('object')))
        this.notJson.add(place.path);
      return read === undefined ? given : this.#readStructure(allowed, read, place);
    }
    if (typeof given === 'object' && given !== null)
      return this.#readStructure(allowed, given, place);
    return this.#readScalar(allowed, given, place);
  }

  #readScalar({ kinds, choices }: Allowed, given: unknown, { path, takesDigits }: Place): unknown {
    const isNumber = typeof given === 'number';
    if (isNumber && (kinds?.has('number') || kinds?.has('integer'))) {
      if (!isExact(given)) this.#report({ field: path, code: 'invalid_input', message: INEXACT });
      return given;
    }
    const isScalar = isNumber || typeof given === 'string' || typeof given === 'boolean';
    if (!kinds?.has('string') || !isScalar) return given;
    if (choices) return choiceOf(String(given), choices) ?? given;
    return isNumber && takesDigits && Number.isSafeInteger(given) ? String(given) : given;
  }

  #readStructure({ branches }: Allowed, given: unknown, place: Place): unknown {
    if (Array.isArray(given)) {
      const items = branches.find((branch) => branch.items)?.items;
      if (!items) return given;
      return given.map((item, index) =>
        this.#read(items, item, { ...place, path: `${place.path}[${index}]` }),
      );
    }
    if (typeof given !== 'object' || given === null) return given;
    const branch = chosenBranch(branches, given as Values, this.#root);
    return branch ? this.#readObject(branch, given as Values, place) : given;
  }

  #readObject(schema: JsonSchema, given: Values, { path }: Place, tool?: string): Values {
    const { properties = {} } = schema;
    const declared = Object.keys(properties);
    if (declared.length === 0) return given;
    const names = new ArgumentNames(declared, tool);
    const read = new Map<string, { readonly name: string; readonly value: unknown }>();
    for (const [name, value] of Object.entries(given)) {
      const own = names.find(name);
      if (own === undefined) {
        if (!this.#refuses(schema, name, names, path)) read.set(name, { name, value });
        continue;
      }
      const inner = properties[own]!;
      // Null for what may not be null says that it is left out.
      if (value === null && !(allowedBy(inner, this.#root).kinds?.has('null') ?? true)) continue;
      const takesDigits = tool !== undefined || IDENTIFIER.test(own);
      const result = this.#read(inner, value, { path: pathTo(path, own), takesDigits });
      const other = read.get(own);
      if (!other) read.set(own, { name, value: result });
      else if (!isDeepStrictEqual(other.value, result))
        this.#report({
          field: pathTo(path, own),
          code: 'ambiguous',
          message: `is given twice with different values, as ${shown(other.name)} and ${shown(name)}`,
        });
    }
    return Object.fromEntries(Array.from(read, ([name, { value }]) => [name, value]));
  }

  /** Reports a name that the object does not have, unless the object takes any name and this is no misspelling. */
  #refuses(
    { additionalProperties }: JsonSchema,
    name: string,
    { declared }: ArgumentNames,
    path: string,
  ): boolean {
    const isClosed = additionalProperties === false;
    const isCompared = this.#compared < MAX_COMPARED;
    this.#compared += 1;
    if (!isClosed && !(isCompared && misspelled(name, declared) !== undefined)) return false;
    const hint = isCompared ? didYouMean(similarTo(name, declared)) : undefined;
    this.#report({
      field: pathTo(path, name),
      code: 'unknown',
      message: 'is not an accepted field',
      hint,
    });
    return true;
  }

  #report(problem: ArgumentProblem): void {
    if (this.problems.length < MAX_PROBLEMS) this.problems.push(problem);
  }
}

const INEXACT = 'is too large to be exact';

/** The choice that text stands for in another case; undefined when it stands for none, or for several. */
function choiceOf(text: string, choices: readonly string[]): string | undefined {
  if (choices.includes(text) || folded(text) === '') return text;
  const [found, ...others] = choices.filter((choice) => folded(choice) === folded(text));
  return others.length === 0 ? found : undefined;
}
