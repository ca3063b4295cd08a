import {
  getArgumentValues,
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedType,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { OperationId } from '../../posthog/api/operations.ts';
import { CHARACTERS_PER_VALUE, MAX_PLANNED_VALUES, overLimit } from './limits.ts';
import type { Asked, FieldArguments, FieldCall } from './field-cost.ts';
import { needsCurrentProject } from './current-project.ts';
import { Identities } from './identities.ts';
import { checkListLengths } from './list-lengths.ts';
import { assumedLength } from './list-size.ts';
import { selectsDetailIn } from './look-ahead.ts';
import { isBelow, ownerOf, type Place } from './place.ts';
import { FieldCollector, type PlacedField, type Selections } from './placed-fields.ts';
import { detailOf, readingOf } from './readings.ts';

/** One line of a plan: this endpoint, so many times, because of this field. */
export interface PlannedCall {
  readonly operation: OperationId;
  readonly times: number;
  /** Where in the answer the field is that causes it, such as `experiments.nodes.metrics`. */
  readonly path: string;
}

/** What is priced. */
export interface PricedDocument extends Selections {
  readonly operation: OperationDefinitionNode;
  /** The project of fields that name none: a number, or `@current`. */
  readonly projectId: string;
  /** False where the project that `@current` means would first have to be read. */
  readonly knowsCurrentProject: boolean;
}

class Pricing {
  readonly #document: PricedDocument;
  readonly #collector: FieldCollector;
  readonly #identities = new Identities();
  /** The same node is met wherever its fragment is spread. */
  readonly #arguments = new Map<FieldNode, FieldArguments>();
  /** By identity, so that what is read once is counted once. */
  readonly calls = new Map<string, PlannedCall>();
  /** Values the answer may have: each field, once for each object it is asked of. */
  #values = 0;

  constructor(document: PricedDocument) {
    this.#document = document;
    this.#collector = new FieldCollector(document);
  }

  selections(sets: readonly SelectionSetNode[], type: GraphQLNamedType, place: Place): void {
    for (const placed of this.#collector.fieldsOf(sets, type, place)) this.#field(placed);
  }

  #field({ field, place, nodes }: PlacedField): void {
    const { upstream = {} } = field.extensions;
    const [node] = nodes as [FieldNode];
    const args = this.#argumentsOf(field, node);
    const weight = 1 + this.#identities.lengthOf(args) / CHARACTERS_PER_VALUE;
    this.#count(place.objects * weight);
    const name = node.alias?.value ?? node.name.value;
    const path = place.path === '' ? name : `${place.path}.${name}`;
    const charge = (call: FieldCall) => this.#charge(call, field.name, args, path, place);
    const { schema, projectId, knowsCurrentProject } = this.#document;
    const isRoot = place.parent === undefined;
    if (isRoot && !knowsCurrentProject && needsCurrentProject(field, args, projectId)) {
      this.#chargeProject(path);
    }
    const detail = upstream.detail && !place.hasDetail && detailOf(schema, place.type);
    if (detail) charge({ operation: detail, once: 'self' });
    const type = getNamedType(field.type);
    const asked: Asked = {
      schema,
      projectId,
      selectsDetail: (typename) => selectsDetailIn(nodes, type, typename, this.#document),
      isBelow: (typename) => isBelow(place, typename),
    };
    const { brings, ofType } = upstream;
    const calls =
      typeof upstream.calls === 'function' ? upstream.calls(args, asked) : upstream.calls;
    calls?.forEach(charge);

    if (!isCompositeType(type)) return;
    const isList = isListType(getNullableType(field.type));
    const rows = upstream.rows?.(args, place.different);
    // A connection hands its rows on to its `nodes` and `edges`; any other list has its own.
    const length = isList ? place.rows || (rows ?? assumedLength(schema, field.name, place)) : 1;
    const objects = place.objects * length;
    const different = upstream.different?.(args, asked) ?? length;
    if (isList) this.#count(objects);
    this.selections(
      nodes.flatMap(({ selectionSet }) => selectionSet ?? []),
      type,
      {
        path,
        type: type.name,
        objects,
        different: place.different * different,
        rows: isList ? 0 : (rows ?? 0),
        hasDetail:
          (typeof brings === 'function' ? brings(args, asked) : brings) === 'detail' ||
          // Below an object that is read by itself everything begins anew; a page or a payload only hands on.
          (place.hasDetail && !readingOf(schema, place.type)),
        ofType: ofType && ((typename) => ofType(args, typename, asked)),
        parent: place,
      },
    );
  }

  #argumentsOf(field: GraphQLField<unknown, unknown>, node: FieldNode): FieldArguments {
    let args = this.#arguments.get(node);
    if (args) return args;
    args = getArgumentValues(field, node, this.#document.variables);
    checkListLengths(field, args);
    this.#arguments.set(node, args);
    return args;
  }

  #count(values: number): void {
    this.#values += values;
    if (this.#values > MAX_PLANNED_VALUES) {
      const found = Math.ceil(this.#values);
      throw overLimit('TOO_COMPLEX', 'estimated values in its response', found, MAX_PLANNED_VALUES);
    }
  }

  /** The call that reads which project `@current` is: once for all fields, mutations included, and the account's own. */
  #chargeProject(path: string): void {
    const operation = 'users_retrieve_me';
    this.calls.set(` ${operation} `, { operation, times: 1, path });
  }

  #charge(call: FieldCall, name: string, args: FieldArguments, path: string, place: Place): void {
    const { operation, once } = call;
    const owner = ownerOf(once, place);
    const times = (call.times?.(args, owner.different) ?? 1) * owner.different;
    if (times === 0) return;
    // What is shared by the fields of an object that came with its detail needs no call for that.
    const { schema } = this.#document;
    if (once !== undefined && owner.hasDetail && operation === detailOf(schema, owner.type)) return;
    // A read is shared by what asks for the same; a write never is.
    const asked = once === undefined ? `${name} ${this.#identities.ofArguments(args)}` : '';
    const where = place.type === 'Mutation' ? path : owner.path;
    this.calls.set(`${where} ${operation} ${asked}`, { operation, times, path });
  }
}

/**
 * What a document would cost upstream, call by call, if nothing were held: the most it can be where nothing is assumed.
 * @throws GraphQLError TOO_COMPLEX when its answer would be too large, BAD_USER_INPUT when a list among its
 *   arguments is too long
 */
export function computePrice(document: PricedDocument): readonly PlannedCall[] {
  const pricing = new Pricing(document);
  const root = document.schema.getRootType(document.operation.operation);
  if (!root) return [];
  pricing.selections([document.operation.selectionSet], root, {
    path: '',
    type: root.name,
    objects: 1,
    different: 1,
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
