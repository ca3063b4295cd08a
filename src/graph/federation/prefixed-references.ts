import {
  Kind,
  visit,
  type ASTNode,
  type ASTVisitor,
  type DocumentNode,
  type FieldNode,
  type OperationDefinitionNode,
  type TypeNode,
  type ValueNode,
  type VariableDefinitionNode,
} from 'graphql';
import { AnyScalar } from './any-scalar.ts';

const REFERENCES = '_entities';

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}

const isOfReferences = ({ type }: VariableDefinitionNode) => namedType(type) === AnyScalar.name;

/** The references of one document that uses prefixed names, wherever they are: in the document, or in its variables. */
export class PrefixedReferences {
  readonly #ownTypes: ReadonlyMap<string, string>;
  /** Variables that are the type name of a reference that is otherwise written into the document. */
  readonly #typenames = new Set<string>();

  /** @param ownTypes the types that can be referred to, by their prefixed names */
  constructor(ownTypes: ReadonlyMap<string, string>) {
    this.#ownTypes = ownTypes;
  }

  /** A root field with its references under the names of this graph; every other field as it is. */
  inField(field: FieldNode): FieldNode {
    if (field.name.value !== REFERENCES) return field;
    return { ...field, arguments: field.arguments?.map((argument) => this.#read(argument)) ?? [] };
  }

  /** A document whose root fields were read, with the default values of its variables. */
  inDefaults(document: DocumentNode): DocumentNode {
    return visit(document, {
      SelectionSet: () => false,
      VariableDefinition: (definition) => {
        const { defaultValue, variable } = definition;
        if (!defaultValue) return false;
        if (isOfReferences(definition)) return this.#read(definition);
        if (!this.#typenames.has(variable.name.value)) return false;
        return { ...definition, defaultValue: this.#typename(defaultValue) };
      },
    });
  }

  /** The variables of an operation with the references under the names of this graph. */
  variables(
    { variableDefinitions = [] }: OperationDefinitionNode,
    values: Readonly<Record<string, unknown>>,
  ): Record<string, unknown> {
    const read = { ...values };
    for (const definition of variableDefinitions) {
      const name = definition.variable.name.value;
      if (!Object.hasOwn(values, name)) continue;
      if (isOfReferences(definition)) read[name] = this.#references(values[name]);
      else if (this.#typenames.has(name)) read[name] = this.#own(values[name]);
    }
    return read;
  }

  #references(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((one) => this.#references(one));
    if (typeof value !== 'object' || value === null || !('__typename' in value)) return value;
    return { ...value, __typename: this.#own(value.__typename) };
  }

  #own(typename: unknown): unknown {
    return typeof typename === 'string' ? (this.#ownTypes.get(typename) ?? typename) : typename;
  }

  #read<Node extends ASTNode>(node: Node): Node {
    return visit(node, {
      ObjectField: (field) => {
        if (field.name.value !== '__typename') return undefined;
        if (field.value.kind === Kind.VARIABLE) this.#typenames.add(field.value.name.value);
        return { ...field, value: this.#typename(field.value) };
      },
    } satisfies ASTVisitor);
  }

  #typename(value: ValueNode): ValueNode {
    if (value.kind !== Kind.STRING) return value;
    return { ...value, value: this.#ownTypes.get(value.value) ?? value.value };
  }
}
