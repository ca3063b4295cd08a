import {
  getDirectiveValues,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isListType,
  isObjectType,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';
import { collectFields, collectSubFields, GraphQLStreamDirective } from '@graphql-tools/utils';
import type { OperationDefinitionNode } from 'graphql';

export type Path = readonly (string | number)[];
type Fields = Map<string, readonly FieldNode[]>;

/** A part of an answer that is still to come: the fields of a deferred fragment, or the rest of a streamed list. */
export interface ExpectedPart {
  readonly kind: 'defer' | 'stream';
  readonly path: Path;
  readonly label: string | undefined;
  /** Finds what is to come below this part when it has arrived. */
  readonly below: (value: unknown, path: Path) => readonly ExpectedPart[];
}

export interface PartsOperation {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: Record<string, FragmentDefinitionNode>;
  readonly variables: Record<string, unknown>;
}

/**
 * Finds the parts that are to come, from what has arrived and from the document, with the functions by which the
 * executor itself collects them. Below an object whose type is not known, because the document does not ask for its
 * `__typename`, none are found.
 */
export class ExpectedParts {
  readonly #asked: PartsOperation;

  constructor(asked: PartsOperation) {
    this.#asked = asked;
  }

  /** The parts below the data of the first part of an answer. */
  ofData(data: unknown): readonly ExpectedPart[] {
    const { schema, operation, fragments, variables } = this.#asked;
    const root = schema.getRootType(operation.operation);
    if (!root) return [];
    const collected = collectFields(schema, fragments, variables, root, operation.selectionSet);
    return this.#ofObject(root, collected, data, []);
  }

  #ofObject(
    type: GraphQLObjectType,
    { fields, patches }: ReturnType<typeof collectFields>,
    value: unknown,
    path: Path,
  ): readonly ExpectedPart[] {
    const deferred = patches.map(({ label, fields: later }): ExpectedPart => {
      return {
        kind: 'defer',
        path,
        label,
        below: (data, at) => this.#ofFields(type, later, data, at),
      };
    });
    return [...deferred, ...this.#ofFields(type, fields, value, path)];
  }

  #ofFields(type: GraphQLObjectType, fields: Fields, value: unknown, path: Path): ExpectedPart[] {
    if (typeof value !== 'object' || value === null) return [];
    return Array.from(fields).flatMap(([key, nodes]) => {
      const field = type.getFields()[nodes[0]?.name.value ?? ''];
      const below = (value as Record<string, unknown>)[key];
      return field ? this.#ofValue(field.type, nodes, below, [...path, key]) : [];
    });
  }

  #ofValue(
    type: GraphQLOutputType,
    nodes: readonly FieldNode[],
    value: unknown,
    path: Path,
  ): readonly ExpectedPart[] {
    const nullable = getNullableType(type);
    if (isListType(nullable) && Array.isArray(value)) {
      const below = (items: unknown, at: Path) => {
        const first = Number(at.at(-1));
        return (items as readonly unknown[]).flatMap((item, index) =>
          this.#ofValue(nullable.ofType, nodes, item, [...path, first + index]),
        );
      };
      return [...this.#streamOf(nodes, value, path, below), ...below(value, [...path, 0])];
    }
    if (!isCompositeType(nullable) || typeof value !== 'object' || value === null) return [];
    const runtime = this.#runtimeType(nullable, value);
    if (!runtime) return [];
    const { schema, fragments, variables } = this.#asked;
    const collected = collectSubFields(schema, fragments, variables, runtime, [...nodes]);
    return this.#ofObject(runtime, collected, value, path);
  }

  #streamOf(
    nodes: readonly FieldNode[],
    value: readonly unknown[],
    path: Path,
    below: ExpectedPart['below'],
  ): readonly ExpectedPart[] {
    const node = nodes[0];
    // A list inside of a list is not streamed.
    if (!node || typeof path.at(-1) === 'number') return [];
    const stream = getDirectiveValues(GraphQLStreamDirective, node, this.#asked.variables);
    if (!stream || stream['if'] === false || value.length < Number(stream['initialCount'] ?? 0)) {
      return [];
    }
    const label = typeof stream['label'] === 'string' ? stream['label'] : undefined;
    return [{ kind: 'stream', path, label, below }];
  }

  #runtimeType(type: GraphQLOutputType, value: object): GraphQLObjectType | undefined {
    if (isObjectType(type)) return type;
    const name = '__typename' in value ? value.__typename : undefined;
    const named = typeof name === 'string' ? this.#asked.schema.getType(name) : undefined;
    return isAbstractType(type) && isObjectType(named) && this.#asked.schema.isSubType(type, named)
      ? named
      : undefined;
  }
}
