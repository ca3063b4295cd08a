import {
  getArgumentValues,
  getNamedType,
  getNullableType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import type { OperationId } from '../../posthog/operations.ts';
import type { FieldArguments, FieldCall, RowsOfType } from './field-cost.ts';
import { isIncluded } from './selection.ts';

/** One line of a plan: this endpoint, so many times, because of this field. */
export interface PlannedCall {
  readonly operation: OperationId;
  readonly times: number;
  /** Where in the answer the field is that causes it, such as `experiments.nodes.metrics`. */
  readonly path: string;
}

/** Objects at one place in the answer: how many there may be, and what is known of them. */
interface Place {
  readonly path: string;
  readonly type: string;
  readonly count: number;
  /** Rows of the connection at this place, for its `nodes` and `edges`; 0 elsewhere. */
  readonly rows: number;
  readonly hasDetail: boolean;
  /** What is known of the objects here that are of one type, where the type is abstract. */
  readonly ofType?: ((typename: string) => RowsOfType) | undefined;
  readonly parent: Place | undefined;
}

/** The objects of a place that are of one type. */
function narrow(place: Place, typename: string): Place {
  const { rows, hasDetail } = place.ofType?.(typename) ?? {};
  return {
    ...place,
    type: typename,
    count: rows ?? place.count,
    hasDetail: hasDetail ?? place.hasDetail,
  };
}

/** The call that brings the detail of an object, by its type. */
const detailOf: Readonly<Record<string, OperationId>> = {
  Experiment: 'experiments_retrieve',
  FeatureFlag: 'feature_flags_retrieve',
};

/** What is priced. */
export interface PricedDocument {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode | undefined>>;
  /** Coerced. */
  readonly variables: Record<string, unknown>;
}

class Pricing {
  readonly #document: PricedDocument;
  /** By identity, so that what is read once is counted once. */
  readonly calls = new Map<string, PlannedCall>();

  constructor(document: PricedDocument) {
    this.#document = document;
  }

  selections(set: SelectionSetNode, type: GraphQLNamedType, place: Place): void {
    const { schema, fragments, variables } = this.#document;
    for (const node of set.selections) {
      if (!isIncluded(node, variables)) continue;
      if (node.kind === Kind.FIELD) {
        const fields = isObjectType(type) || isInterfaceType(type) ? type.getFields() : {};
        const field = fields[node.name.value];
        if (field) this.#field(node, field, place);
        continue;
      }
      const fragment = node.kind === Kind.FRAGMENT_SPREAD ? fragments[node.name.value] : node;
      const condition = fragment?.typeCondition?.name.value;
      const narrowed = condition === undefined ? type : schema.getType(condition);
      if (!fragment || !narrowed) continue;
      const known = isObjectType(narrowed) ? narrow(place, narrowed.name) : place;
      this.selections(fragment.selectionSet, narrowed, known);
    }
  }

  #field(node: FieldNode, field: GraphQLField<unknown, unknown>, place: Place): void {
    const { upstream = {} } = field.extensions;
    const args: FieldArguments = getArgumentValues(field, node, this.#document.variables);
    const name = node.alias?.value ?? node.name.value;
    const path = place.path === '' ? name : `${place.path}.${name}`;
    const charge = (call: FieldCall) => this.#charge(call, field.name, args, path, place);
    const detail = detailOf[place.type];
    if (upstream.detail && detail && !place.hasDetail) charge({ operation: detail, once: 'self' });
    const calls = typeof upstream.calls === 'function' ? upstream.calls(args) : upstream.calls;
    calls?.forEach(charge);

    if (!node.selectionSet) return;
    const type = getNamedType(field.type);
    const isList = isListType(getNullableType(field.type));
    const rows = upstream.rows?.(args);
    // A connection hands its rows on to its `nodes` and `edges`; any other list has its own.
    const factor = isList ? place.rows || (rows ?? 1) : 1;
    this.selections(node.selectionSet, type, {
      path,
      type: type.name,
      count: place.count * factor,
      rows: isList ? 0 : (rows ?? 0),
      hasDetail: upstream.brings === 'detail' || (!(place.type in detailOf) && place.hasDetail),
      ofType: upstream.ofType && ((typename) => upstream.ofType!(args, typename)),
      parent: place,
    });
  }

  #charge(call: FieldCall, name: string, args: FieldArguments, path: string, place: Place): void {
    const { operation, once } = call;
    const owner = ownerOf(once, place);
    const times = (call.times?.(args) ?? 1) * owner.count;
    if (times === 0) return;
    // A read is shared by what asks for the same; a write never is.
    const asked = once === undefined ? `${name} ${JSON.stringify(args)}` : '';
    const where = place.type === 'Mutation' ? path : owner.path;
    this.calls.set(`${where} ${operation} ${asked}`, { operation, times, path });
  }
}

function ownerOf(once: FieldCall['once'], place: Place): Place {
  if (once === undefined || once === 'self') return place;
  let owner: Place = place;
  for (let at: Place | undefined = place; at; at = at.parent) {
    if (at.type === once) return at;
    owner = at;
  }
  return once === 'request' ? owner : place;
}

/** Prices of operations with their variables, which come again and again. */
const known = new LRUCache<string, readonly PlannedCall[]>({ max: 2_000 });
const numbers = new WeakMap<OperationDefinitionNode, number>();
let operationsSeen = 0;
/** Longer variables are not worth remembering. */
const MAX_VARIABLES = 1_000;

function numberOf(operation: OperationDefinitionNode): number {
  let number = numbers.get(operation);
  if (number === undefined) numbers.set(operation, (number = operationsSeen += 1));
  return number;
}

/** What a document would cost upstream, call by call, if nothing were held: the most it can be where nothing is assumed. */
export function priceOf(document: PricedDocument): readonly PlannedCall[] {
  const variables = JSON.stringify(document.variables);
  if (variables.length > MAX_VARIABLES) return reckon(document);
  const name = `${numberOf(document.operation)} ${variables}`;
  let price = known.get(name);
  if (!price) known.set(name, (price = reckon(document)));
  return price;
}

function reckon(document: PricedDocument): readonly PlannedCall[] {
  const pricing = new Pricing(document);
  const root = document.schema.getRootType(document.operation.operation);
  if (!root) return [];
  pricing.selections(document.operation.selectionSet, root, {
    path: '',
    type: root.name,
    count: 1,
    rows: 0,
    hasDetail: false,
    parent: undefined,
  });
  return [...pricing.calls.values()];
}

/** Calls of a plan in all. */
export function totalOf(plan: readonly PlannedCall[]): number {
  return plan.reduce((sum, { times }) => sum + times, 0);
}
