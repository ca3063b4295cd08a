import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
  Kind,
  typeFromAST,
  valueFromASTUntyped,
  type GraphQLInputType,
  type GraphQLSchema,
  type VariableDefinitionNode,
} from 'graphql';
import type { JsonSchema } from '../posthog/api/openapi.ts';
import { commentBefore, type StoredDocument } from './stored-document.ts';

const scalars: Readonly<Record<string, JsonSchema>> = {
  Int: { type: 'integer' },
  Float: { type: 'number' },
  Boolean: { type: 'boolean' },
  String: { type: 'string' },
  // A number is read as text.
  ID: { type: 'string' },
};

/** A document's variables as a tool's arguments; the comment before a variable becomes its description. */
export function variablesSchema({ operation }: StoredDocument, schema: GraphQLSchema) {
  const variables = operation.variableDefinitions ?? [];
  const required = variables.filter(isRequired).map(({ variable }) => variable.name.value);
  return {
    type: 'object' as const,
    properties: Object.fromEntries(
      variables.map((one) => [one.variable.name.value, variableSchema(one, schema)]),
    ),
    ...(required.length > 0 && { required }),
  };
}

const isRequired = ({ type, defaultValue }: VariableDefinitionNode) =>
  type.kind === Kind.NON_NULL_TYPE && !defaultValue;

function variableSchema(variable: VariableDefinitionNode, schema: GraphQLSchema): JsonSchema {
  const description = commentBefore(variable).join(' ');
  return {
    ...typeSchema(typeOf(variable, schema)),
    ...(variable.defaultValue && { default: valueFromASTUntyped(variable.defaultValue) }),
    ...(description !== '' && { description }),
  };
}

/** @throws Error for a variable whose type is not in the schema */
export function typeOf(
  { type, variable }: VariableDefinitionNode,
  schema: GraphQLSchema,
): GraphQLInputType {
  const found = typeFromAST(schema, type as never) as GraphQLInputType | undefined;
  if (!found) throw new Error(`The type of $${variable.name.value} is not in the schema.`);
  return found;
}

function typeSchema(type: GraphQLInputType): JsonSchema {
  if (isNonNullType(type)) return typeSchema(type.ofType);
  if (isListType(type)) return { type: 'array', items: typeSchema(type.ofType) };
  const named = getNamedType(type);
  if (isEnumType(named)) {
    const names = named.getValues().map(({ name }) => name);
    return {
      type: 'string',
      enum: names.filter((name) => name !== named.extensions.onlyInAnswers),
    };
  }
  if (!isInputObjectType(named)) return scalars[named.name] ?? {};
  const fields = Object.values(named.getFields());
  return {
    type: 'object',
    properties: Object.fromEntries(fields.map((field) => [field.name, typeSchema(field.type)])),
    required: fields.filter(isRequiredInputField).map(({ name }) => name),
    additionalProperties: false,
  };
}
