import { DocumentTransform, makeVar } from '@apollo/client';
import { Kind, OperationTypeNode, type DefinitionNode, type FieldNode } from 'graphql';

const STORED = 'project';

/** PostHog's number of the project that somebody chose, for this tab; '' for the one that the server is set to. */
export const projectVar = makeVar(stored());

function stored(): string {
  try {
    const text = sessionStorage.getItem(STORED) ?? '';
    return /^\d+$/.test(text) ? text : '';
  } catch {
    // Storage is not allowed.
    return '';
  }
}

/** From now on, every query is about this project; '' for the one that the server is set to. */
export function chooseProject(number: string): void {
  try {
    if (number === '') sessionStorage.removeItem(STORED);
    else sessionStorage.setItem(STORED, number);
  } catch {
    // Then it is remembered until the page is loaded again.
  }
  projectVar(number);
}

/** The project for the input of a mutation that names no object by its id, which would say it. */
export const chosenProject = (): { readonly projectId?: string } =>
  projectVar() === '' ? {} : { projectId: projectVar() };

/** Fields of Query that are about the caller or find objects by ids, which include their project. */
const WITHOUT = new Set(['viewer', 'projects', 'node', 'nodes', '__typename']);

/**
 * Adds the chosen project to the fields of a query, as an argument: so the cache keeps the lists of two projects
 * apart, and no page has to know of it. Mutations name objects by their id.
 */
export const projectTransform = new DocumentTransform(
  ({ definitions, ...document }) => ({
    // Always a new document: one that came back as it is would be taken for the result of later transforms, too.
    ...document,
    definitions: projectVar() === '' ? definitions : definitions.map(withProject),
  }),
  { getCacheKey: (document) => [document, projectVar()] },
);

function withProject(definition: DefinitionNode): DefinitionNode {
  if (
    definition.kind !== Kind.OPERATION_DEFINITION ||
    definition.operation === OperationTypeNode.MUTATION
  )
    return definition;
  const { selectionSet } = definition;
  return {
    ...definition,
    selectionSet: {
      ...selectionSet,
      selections: selectionSet.selections.map((field) =>
        field.kind === Kind.FIELD && !WITHOUT.has(field.name.value) ? about(field) : field,
      ),
    },
  };
}

function about(field: FieldNode): FieldNode {
  const name = field.name.value === 'project' ? 'id' : 'projectId';
  return {
    ...field,
    arguments: [
      ...(field.arguments ?? []),
      {
        kind: Kind.ARGUMENT,
        name: { kind: Kind.NAME, value: name },
        value: { kind: Kind.STRING, value: projectVar() },
      },
    ],
  };
}
