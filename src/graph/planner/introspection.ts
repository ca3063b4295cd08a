import { GraphQLError, Kind, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';
import type { PricedDocument } from './price.ts';

type Fragments = PricedDocument['fragments'];

/** The root fields that say what the schema is. `_service` answers the whole of it to gateways of a federation. */
const REVEALING = new Set(['__schema', '__type', '_service']);

const known = new WeakMap<OperationDefinitionNode, boolean>();

/** Whether an operation reads the schema. */
function introspects({ operation, fragments }: Pick<PricedDocument, 'operation' | 'fragments'>) {
  let found = known.get(operation);
  if (found === undefined) {
    found = reveals(operation.selectionSet, fragments, new Set());
    known.set(operation, found);
  }
  return found;
}

function reveals(
  { selections }: SelectionSetNode,
  fragments: Fragments,
  seen: Set<string>,
): boolean {
  return selections.some((selection) => {
    if (selection.kind === Kind.FIELD) return REVEALING.has(selection.name.value);
    if (selection.kind === Kind.INLINE_FRAGMENT)
      return reveals(selection.selectionSet, fragments, seen);
    const name = selection.name.value;
    if (seen.has(name)) return false;
    seen.add(name);
    const fragment = fragments[name];
    return fragment !== undefined && reveals(fragment.selectionSet, fragments, seen);
  });
}

/** Why a caller may not run an operation that reads the schema; undefined for every other one. */
export function refusedIntrospection(
  document: Pick<PricedDocument, 'operation' | 'fragments'>,
  { mayIntrospect }: { readonly mayIntrospect: boolean },
): GraphQLError | undefined {
  if (mayIntrospect || !introspects(document)) return undefined;
  return new GraphQLError(
    'This server does not let the caller read its schema. Nothing was done.',
    {
      extensions: { code: 'INTROSPECTION_DISABLED', http: { status: 400, spec: true } },
    },
  );
}

/** An error of graphql-js without its suggestions, which name parts of the schema. */
export function withoutSuggestions({ message, source, positions, extensions }: GraphQLError) {
  const plain = message.replace(/ Did you mean [^?]*\?/g, '');
  return new GraphQLError(plain, { source, positions, extensions: { ...extensions } });
}
