import {
  BREAK,
  getOperationAST,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type ExecutionResult,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { compileQuery, isCompiledQuery, type CompiledQuery } from 'graphql-jit';
import { LRUCache } from 'lru-cache';
import { isPromise, makeExecute, type Plugin } from 'graphql-yoga';
import type { GraphContext } from '../context.ts';
import { coerce } from '../upstream/coerced-variables.ts';
import { fragmentsOf } from '../upstream/fragments.ts';
import { guardPromises, nullWhereFailed } from './guard-promises.ts';
import { placeErrors } from './placed-errors.ts';

/**
 * True when the compiled executor gives what the ordinary one gives: no answer in parts, no variable
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
      Directive: ({ name }) =>
        name.value === 'defer' || name.value === 'stream' ? refuse() : undefined,
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
    nullWhereFailed(result);
    return placeErrors(this.document, result);
  }
}

function compile(schema: GraphQLSchema, document: DocumentNode): CompiledDocument | null {
  // Without a name it is found only where it is the only one.
  const operation = getOperationAST(document);
  if (!operation || !isPlain(schema, document)) return null;
  guardPromises(schema);
  const compiled = compileQuery(schema, withOpenVariables(document));
  return isCompiledQuery(compiled)
    ? new CompiledDocument(document, operation, compiled.query)
    : null;
}

/**
 * Times a document is seen before it is compiled. Compiling takes as long as hundreds of executions,
 * and who writes values into documents instead of variables never sends the same one again.
 */
const WORTH_COMPILING = 3;

/** Documents that came again, compiled to functions once. */
export class CompiledDocuments {
  readonly #seen = new WeakMap<DocumentNode, number>();
  readonly #known = new WeakMap<DocumentNode, CompiledDocument | null>();
  /** As many as yoga keeps parsed. */
  readonly #byText = new LRUCache<string, CompiledDocument>({ max: 1_024 });

  /** The compiled document of this very text: it was parsed, allowed and valid when it was compiled. */
  find(text: string): CompiledDocument | undefined {
    return this.#byText.get(text);
  }

  /** Counts a document about to be executed; gives the compiled one when it is worth it and can be had. */
  meet(schema: GraphQLSchema, document: DocumentNode): CompiledDocument | null {
    const known = this.#known.get(document);
    if (known !== undefined) return known;
    const times = (this.#seen.get(document) ?? 0) + 1;
    this.#seen.set(document, times);
    if (times < WORTH_COMPILING) return null;
    const compiled = compile(schema, document);
    this.#known.set(document, compiled);
    const text = document.loc?.source.body;
    if (compiled && text !== undefined) this.#byText.set(text, compiled);
    return compiled;
  }
}

/** Executes documents that come again compiled; the rest keeps the ordinary executor. */
export function useCompiledDocuments(documents: CompiledDocuments): Plugin<GraphContext> {
  return {
    onExecute({ args, setExecuteFn }) {
      const compiled = documents.meet(args.schema, args.document);
      if (compiled) setExecuteFn(compiled.execute);
    },
  };
}
