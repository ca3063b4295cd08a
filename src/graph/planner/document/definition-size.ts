import { Kind, type DirectiveNode, type FieldNode, type SelectionSetNode } from 'graphql';

/** A fragment spread, and how deep it stands in its definition; 0 below `__schema`. */
interface Spread {
  readonly name: string;
  readonly depth: number;
  readonly isIntrospection: boolean;
}

/** What one operation or fragment has by itself, with the fragments it spreads left out. */
export interface DefinitionSize {
  fields: number;
  aliases: number;
  depth: number;
  /** The most directives at one place. */
  directives: number;
  /** Pairs of fields of one selection set with one name in the answer, times what is below them. */
  comparisons: number;
  readonly spreads: Spread[];
  /** Names of the fragments spread in one selection set, where there is more than one. */
  readonly spreadTogether: (readonly string[])[];
}

/** Measures one operation or fragment; the lexer has bounded its nesting. */
export function sizeOfDefinition(
  set: SelectionSetNode,
  directives: readonly DirectiveNode[] | undefined,
): DefinitionSize {
  const size: DefinitionSize = {
    fields: 0,
    aliases: 0,
    depth: 0,
    directives: directives?.length ?? 0,
    comparisons: 0,
    spreads: [],
    spreadTogether: [],
  };
  measure(set, 0, false, size);
  return size;
}

/** Fields of one name in the answer: how many, and how many fields there are in and below them. */
interface Namesakes {
  count: number;
  fields: number;
}

function measure(
  set: SelectionSetNode,
  depth: number,
  isIntrospection: boolean,
  size: DefinitionSize,
): void {
  const names = new Map<string, Namesakes>();
  const spreads = new Set<string>();
  measureInto(set, depth, isIntrospection, size, names, spreads);
  for (const { count, fields } of names.values()) size.comparisons += ((count - 1) / 2) * fields;
  if (spreads.size > 1) size.spreadTogether.push([...spreads]);
}

/** An inline fragment belongs to the selection set it stands in. */
function measureInto(
  set: SelectionSetNode,
  depth: number,
  isIntrospection: boolean,
  size: DefinitionSize,
  names: Map<string, Namesakes>,
  spreads: Set<string>,
): void {
  for (const node of set.selections) {
    size.directives = Math.max(size.directives, node.directives?.length ?? 0);
    if (node.kind === Kind.FIELD) {
      const before = size.fields;
      measureField(node, depth, isIntrospection, size);
      note(names, node, size.fields - before);
    } else if (node.kind === Kind.FRAGMENT_SPREAD) {
      spreads.add(node.name.value);
      size.spreads.push({ name: node.name.value, depth, isIntrospection });
    } else {
      measureInto(node.selectionSet, depth, isIntrospection, size, names, spreads);
    }
  }
}

function measureField(
  node: FieldNode,
  depth: number,
  isIntrospection: boolean,
  size: DefinitionSize,
): void {
  const below = isIntrospection || node.name.value === '__schema';
  size.fields += 1;
  if (node.alias && node.name.value !== '__typename' && node.alias.value !== '__typename') {
    size.aliases += 1;
  }
  if (!below) size.depth = Math.max(size.depth, depth + 1);
  if (node.selectionSet) measure(node.selectionSet, depth + 1, below, size);
}

function note(names: Map<string, Namesakes>, node: FieldNode, fields: number): void {
  const name = node.alias?.value ?? node.name.value;
  const namesakes = names.get(name);
  if (!namesakes) {
    names.set(name, { count: 1, fields });
    return;
  }
  namesakes.count += 1;
  namesakes.fields += fields;
}
