import {
  BREAK,
  getOperationAST,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { compileQuery, isCompiledQuery, type CompiledQuery } from 'graphql-jit';
import { LRUCache } from 'lru-cache';
import { isAsyncIterable, isPromise, makeExecute, type Plugin } from 'graphql-yoga';
import type { GraphContext } from '../../context/context.ts';
import { coerce } from '../../planner/coerced-variables.ts';
import { fragmentsOf } from '../../planner/fragments.ts';
import { MAX_COMPILED_FIELDS } from '../../planner/limits.ts';
import { wantsExplanation } from '../../planner/use-plan.ts';
import { compiledFieldsOf } from './compiled-size.ts';
import { guardResolvers, nullFailedValues } from './resolver-error-boundary.ts';
import { addErrorLocations } from './error-locations.ts';

/** Answers in parts, and conditions, which graphql-jit applies to other uses of the same fragment or field as well. */
const REFUSED: ReadonlySet<string> = new Set(['defer', 'stream', 'include', 'skip']);

/**
 * True when the compiled executor gives what the ordinary one gives: no answer in parts, no condition, no variable
 * inside a value of an open scalar.
 */
function isPlain(schema: GraphQLSchema, document: DocumentNode): boolean {
  let plain = true;
  const refuse = () => {
    plain = false;
    return BREAK;
  };
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      VariableDefinition: () => false,
      Variable: () => (types.getInputType() === undefined ? refuse() : undefined),
      Directive: ({ name }) => (REFUSED.has(name.value) ? refuse() : undefined),
    }),
  );
  return plain;
}

/**
 * The document with every variable of the scalar that takes any value: variables are read by
 * graphql-js, whose messages and enum values are the rest of the product's, and arrive here as read.
 */
function withOpenVariables(document: DocumentNode): DocumentNode {
  return visit(document, {
    VariableDefinition: ({ defaultValue: _read, ...definition }) => ({
      ...definition,
      type: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: 'JSON' } },
    }),
  });
}

/** A document of one operation as a function. */
export class CompiledDocument {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  readonly #query: CompiledQuery['query'];

  /** The same as an executor of yoga's: reads the variables itself. */
  readonly execute = makeExecute((args) => {
    const read = coerce(args);
    return read?.variables
      ? this.run(args.contextValue, read.variables, args.rootValue)
      : ({ errors: read?.errors ?? [] } satisfies ExecutionResult);
  });

  constructor(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    query: CompiledQuery['query'],
  ) {
    this.document = document;
    this.operation = operation;
    this.fragments = fragmentsOf(document);
    this.#query = query;
  }

  /** @param variables as the schema's types read them */
  run(
    context: GraphContext,
    variables: Record<string, unknown>,
    rootValue?: unknown,
  ): ExecutionResult | Promise<ExecutionResult> {
    const result = this.#query(rootValue, context, variables);
    return isPromise(result)
      ? result.then((settled) => this.#finished(settled))
      : this.#finished(result);
  }

  #finished(result: ExecutionResult): ExecutionResult {
    if (!result.errors) return result;
    nullFailedValues(result);
    return addErrorLocations(this.document, result);
  }
}

function compile(schema: GraphQLSchema, document: DocumentNode): Compiled | null {
  // Without a name it is found only where it is the only one.
  const operation = getOperationAST(document);
  if (!operation || !isPlain(schema, document)) return null;
  const fields = compiledFieldsOf(schema, document, operation, MAX_COMPILED_FIELDS);
  if (fields > MAX_COMPILED_FIELDS) return null;
  guardResolvers(schema);
  const compiled = compileQuery(schema, withOpenVariables(document));
  return isCompiledQuery(compiled)
    ? { document: new CompiledDocument(document, operation, compiled.query), fields }
    : null;
}

interface Compiled {
  readonly document: CompiledDocument;
  readonly fields: number;
}

/**
 * Runs of a document that must have succeeded before it is compiled. Compiling takes as long as hundreds of
 * executions, and who writes values into documents instead of variables never sends the same one again.
 */
const RUNS_BEFORE = 2;

/** Bytes of all compiled documents; the longest unused go first. */
const MAX_BYTES = 64 * 1024 * 1024;
/** Measured: what graphql-jit keeps for each field of a document. */
const BYTES_PER_FIELD = 10_000;

/** Documents that came again, compiled to functions once. Bounded by bytes. */
export class CompiledDocuments {
  readonly #runs = new WeakMap<DocumentNode, number>();
  /** Null for those that cannot be compiled, or are too large to be. */
  readonly #known = new WeakMap<DocumentNode, CompiledDocument | null>();
  readonly #byText = new LRUCache<string, Compiled>({
    maxSize: MAX_BYTES,
    sizeCalculation: ({ fields }, text) => text.length + (fields + 1) * BYTES_PER_FIELD,
    dispose: ({ document }) => {
      this.#forget(document.document);
    },
  });

  readonly #isExcluded: (document: DocumentNode) => boolean;

  /** @param isExcluded true for documents whose answers are changed after execution */
  constructor(isExcluded: (document: DocumentNode) => boolean) {
    this.#isExcluded = isExcluded;
  }

  /** The compiled document of this very text: it was parsed, allowed and valid when it was compiled. */
  find(text: string): CompiledDocument | undefined {
    return this.#byText.get(text)?.document;
  }

  /** How many compiled documents are held. */
  get count(): number {
    return this.#byText.size;
  }

  /** Notes a run. Those that succeeded count, of callers whose key PostHog has accepted. */
  noteRun(
    { document, contextValue }: Pick<ExecutionArgs, 'document' | 'contextValue'>,
    { errors }: ExecutionResult,
  ): void {
    if (errors || !(contextValue as GraphContext).known.isAccepted()) return;
    this.#runs.set(document, (this.#runs.get(document) ?? 0) + 1);
  }

  /** Gives the compiled document when it has run often enough for that and can be compiled. */
  meet(schema: GraphQLSchema, document: DocumentNode): CompiledDocument | null {
    if (this.#isExcluded(document)) return null;
    const known = this.#known.get(document);
    if (known !== undefined) return known;
    const text = document.loc?.source.body;
    // Listeners that subscribe at once have each parsed the text for themselves.
    const same = text === undefined ? undefined : this.find(text);
    if (same) return same;
    if ((this.#runs.get(document) ?? 0) < RUNS_BEFORE) return null;
    const compiled = text === undefined ? null : compile(schema, document);
    this.#known.set(document, compiled?.document ?? null);
    if (compiled && text !== undefined) this.#byText.set(text, compiled);
    return compiled?.document ?? null;
  }

  /** The parsed document may stay cached for longer than its compiled code. */
  #forget(document: DocumentNode): void {
    this.#known.delete(document);
    this.#runs.delete(document);
  }
}

/** Executes documents that come again compiled; the rest keeps the ordinary executor. */
export function useCompiledDocuments(documents: CompiledDocuments): Plugin<GraphContext> {
  return {
    onExecute({ args, context, setExecuteFn }) {
      if (wantsExplanation(context.params)) return undefined;
      const compiled = documents.meet(args.schema, args.document);
      if (compiled) {
        setExecuteFn(compiled.execute);
        return undefined;
      }
      return {
        onExecuteDone({ result }) {
          if (!isAsyncIterable(result)) documents.noteRun(args, result);
        },
      };
    },
  };
}
