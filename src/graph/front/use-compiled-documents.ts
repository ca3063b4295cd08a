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
import { makeExecute, type Plugin } from 'graphql-yoga';
import type { GraphContext } from '../context.ts';
import { coerce } from '../upstream/coerced-variables.ts';

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

/** Executes documents compiled to functions, once per document; the rest keeps the ordinary executor. */
export function useCompiledDocuments(): Plugin<GraphContext> {
  const known = new WeakMap<DocumentNode, CompiledQuery | null>();
  const execute = makeExecute((args) => {
    const compiled = known.get(args.document)!;
    const read = coerce(args);
    if (!read?.variables) return { errors: read?.errors ?? [] } satisfies ExecutionResult;
    return compiled.query(args.rootValue, args.contextValue, read.variables);
  });
  return {
    onExecute({ args, setExecuteFn }) {
      const { document, schema } = args;
      let compiled = known.get(document);
      if (compiled === undefined) {
        compiled = compile(schema, document);
        known.set(document, compiled);
      }
      if (compiled) setExecuteFn(execute);
    },
  };
}
