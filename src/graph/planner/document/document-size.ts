import { Kind, type DocumentNode, type FragmentDefinitionNode } from 'graphql';
import { fragmentsOf } from '../fragments.ts';
import { sizeOfDefinition, type DefinitionSize } from './definition-size.ts';

/** How large a document is with its fragments put in; the limits are in `limits.ts`. */
export interface DocumentSize {
  readonly selections: number;
  readonly aliases: number;
  readonly depth: number;
  readonly comparisons: number;
  readonly directives: number;
  /** A fragment that spreads itself: such a document has no size. */
  readonly cyclic: string | undefined;
}

/** One operation or fragment with its fragments put in. */
interface Expanded {
  readonly selections: number;
  readonly aliases: number;
  readonly depth: number;
}

/** Counts of fragments that spread fragments double with each one, so they stop growing here. */
const MOST = 1e9;

const nothing: Expanded = { selections: 0, aliases: 0, depth: 0 };

class Measurement {
  readonly #fragments: Readonly<Record<string, FragmentDefinitionNode | undefined>>;
  /** Each fragment is measured once; null while it is being measured. */
  readonly #known = new Map<string, Expanded | null>();
  comparisons = 0;
  directives = 0;
  cyclic: string | undefined;

  constructor(document: DocumentNode) {
    this.#fragments = fragmentsOf(document);
  }

  hasMet(fragment: string): boolean {
    return this.#known.has(fragment);
  }

  fragment(name: string): Expanded {
    const known = this.#known.get(name);
    if (known) return known;
    const fragment = this.#fragments[name];
    if (!fragment) return nothing;
    if (known === null) {
      this.cyclic = name;
      return nothing;
    }
    this.#known.set(name, null);
    const { selectionSet, directives } = fragment;
    const expanded = this.expand(sizeOfDefinition(selectionSet, directives));
    this.#known.set(name, expanded);
    return expanded;
  }

  expand(own: DefinitionSize): Expanded {
    let selections = own.fields + own.spreads.length;
    let { aliases, depth } = own;
    for (const spread of own.spreads) {
      const inner = this.fragment(spread.name);
      selections = Math.min(MOST, selections + inner.selections);
      aliases = Math.min(MOST, aliases + inner.aliases);
      if (!spread.isIntrospection) depth = Math.max(depth, spread.depth + inner.depth);
    }
    this.#count(own);
    return { selections, aliases, depth };
  }

  #count({ comparisons, directives, spreadTogether }: DefinitionSize): void {
    this.directives = Math.max(this.directives, directives);
    this.comparisons += comparisons;
    for (const names of spreadTogether) {
      let fields = 0;
      for (const name of names) fields += this.fragment(name).selections;
      this.comparisons = Math.min(MOST, this.comparisons + ((names.length - 1) / 2) * fields);
    }
  }
}

/** Measures a document in time that grows with its length: each fragment is looked at once. */
export function sizeOfDocument(document: DocumentNode): DocumentSize {
  const measurement = new Measurement(document);
  let selections = 0;
  let aliases = 0;
  let depth = 0;
  const add = (expanded: Expanded) => {
    selections = Math.min(MOST, selections + expanded.selections);
    aliases = Math.min(MOST, aliases + expanded.aliases);
    depth = Math.max(depth, expanded.depth);
  };
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    add(measurement.expand(sizeOfDefinition(definition.selectionSet, definition.directives)));
  }
  // Fragments that no operation uses are validated all the same.
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.FRAGMENT_DEFINITION) continue;
    const name = definition.name.value;
    if (!measurement.hasMet(name)) add(measurement.fragment(name));
  }
  const { comparisons, directives, cyclic } = measurement;
  return { selections, aliases, depth, comparisons: Math.ceil(comparisons), directives, cyclic };
}
