import {
  BREAK,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import { compileQuery, isCompiledQuery, type CompiledQuery } from 'graphql-jit';
import { isPromise, makeExecute, type Plugin } from 'graphql-yoga';
import type { GraphContext } from '../context.ts';
import { coerce } from '../upstream/coerced-variables.ts';
import { placeErrors } from './placed-errors.ts';

/**
 * True when the compiled executor gives what the ordinary one gives: one operation (it is compiled
 * without a name), no answer in parts, no variable inside a value of an open scalar.
 */
function isPlain(schema: GraphQLSchema, document: DocumentNode): boolean {
  let plain =
    document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION).length === 1;
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

function compile(schema: GraphQLSchema, document: DocumentNode): CompiledQuery | null {
  if (!isPlain(schema, document)) return null;
  const compiled = compileQuery(schema, withOpenVariables(document));
  return isCompiledQuery(compiled) ? compiled : null;
}

/**
 * Times a document is seen before it is compiled. Compiling takes as long as hundreds of executions,
 * and who writes values into documents instead of variables never sends the same one again.
 */
const WORTH_COMPILING = 3;

/** Executes documents that come again compiled to functions, once per document; the rest keeps the ordinary executor. */
export function useCompiledDocuments(): Plugin<GraphContext> {
  const seen = new WeakMap<DocumentNode, number>();
  const known = new WeakMap<DocumentNode, CompiledQuery | null>();
  const execute = makeExecute((args) => {
    const compiled = known.get(args.document)!;
    const read = coerce(args);
    if (!read?.variables) return { errors: read?.errors ?? [] } satisfies ExecutionResult;
    const result = compiled.query(args.rootValue, args.contextValue, read.variables);
    return isPromise(result)
      ? result.then((settled) => placeErrors(args.document, settled))
      : placeErrors(args.document, result);
  });
  return {
    onExecute({ args, setExecuteFn }) {
      const { document, schema } = args;
      let compiled = known.get(document);
      if (compiled === undefined) {
        const times = (seen.get(document) ?? 0) + 1;
        seen.set(document, times);
        if (times < WORTH_COMPILING) return;
        compiled = compile(schema, document);
        known.set(document, compiled);
      }
      if (compiled) setExecuteFn(execute);
    },
  };
}
