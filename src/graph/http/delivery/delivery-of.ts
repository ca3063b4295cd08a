import {
  BREAK,
  getDirectiveValues,
  Kind,
  OperationTypeNode,
  visit,
  type DocumentNode,
  type GraphQLDirective,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { GraphQLDeferDirective, GraphQLStreamDirective } from '@graphql-tools/utils';
import { fragmentsOf } from '../../planner/fragments.ts';
import { isIncluded } from '../../planner/selection.ts';
import type { Delivery } from './formats.ts';

export interface DeliveredOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** As the schema's types read them; undefined where they do not fit, so that nothing is executed. */
  readonly variables: Record<string, unknown> | undefined;
}

/**
 * In which form an operation will be answered, decided before it runs from the parsed document: from
 * its directives with their variables, through fragments. An operation said to be `incremental` may
 * still come in one piece, where the data have nothing below a deferred fragment; never the reverse.
 */
export function deliveryOf({ document, operation, variables }: DeliveredOperation): Delivery {
  if (variables === undefined) return 'single';
  if (operation.operation === OperationTypeNode.SUBSCRIPTION) return 'events';
  if (!mentionsParts(document)) return 'single';
  return new PartsSearch(document, variables).find(operation.selectionSet)
    ? 'incremental'
    : 'single';
}

const known = new WeakMap<DocumentNode, boolean>();

/** True when `@defer` or `@stream` stands anywhere in a document: hardly any has one, and then there is no more to do. */
function mentionsParts(document: DocumentNode): boolean {
  let found = known.get(document);
  if (found === undefined) {
    found = false;
    visit(document, {
      Directive({ name }) {
        if (name.value !== 'defer' && name.value !== 'stream') return undefined;
        found = true;
        return BREAK;
      },
    });
    known.set(document, found);
  }
  return found;
}

class PartsSearch {
  readonly #fragments: ReturnType<typeof fragmentsOf>;
  readonly #variables: Record<string, unknown>;
  /** Each fragment is searched once, however often it is spread. */
  readonly #searched = new Set<string>();

  constructor(document: DocumentNode, variables: Record<string, unknown>) {
    this.#fragments = fragmentsOf(document);
    this.#variables = variables;
  }

  find({ selections }: SelectionSetNode): boolean {
    return selections.some(
      (node) => isIncluded(node, this.#variables) && (this.#asks(node) || this.#below(node)),
    );
  }

  #asks(node: SelectionNode): boolean {
    return node.kind === Kind.FIELD
      ? this.#applies(GraphQLStreamDirective, node)
      : this.#applies(GraphQLDeferDirective, node);
  }

  #applies(directive: GraphQLDirective, node: SelectionNode): boolean {
    const values = getDirectiveValues(directive, node, this.#variables);
    return values !== undefined && values['if'] !== false;
  }

  #below(node: SelectionNode): boolean {
    if (node.kind !== Kind.FRAGMENT_SPREAD) {
      return node.selectionSet !== undefined && this.find(node.selectionSet);
    }
    const name = node.name.value;
    if (this.#searched.has(name)) return false;
    this.#searched.add(name);
    const fragment = this.#fragments[name];
    return fragment !== undefined && this.find(fragment.selectionSet);
  }
}
