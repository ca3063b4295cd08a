import {
  Kind,
  type DocumentNode,
  type ExecutionResult,
  type FragmentDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { PrefixedNames } from './prefixed-names.ts';

type Selections = readonly SelectionSetNode[];

/** What an answer contains at one name: all fields of the document that have it, whatever the type of their object. */
interface Answered {
  /** True when the name is only given to `__typename`. */
  isTypename: boolean;
  readonly below: SelectionSetNode[];
}

/** An answer, or a part of one that is sent in parts. */
export type AnswerPart = ExecutionResult & {
  readonly path?: readonly (string | number)[];
  readonly items?: readonly unknown[] | null;
  readonly incremental?: readonly AnswerPart[];
};

/** Puts the prefix in front of every `__typename` in the answers to one document. */
export class PrefixedAnswer {
  readonly #names: PrefixedNames;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #roots: Selections;
  readonly #answered = new Map<Selections, ReadonlyMap<string, Answered>>();

  constructor(names: PrefixedNames, document: DocumentNode) {
    this.#names = names;
    const { definitions } = document;
    this.#fragments = new Map(
      definitions.flatMap((one) =>
        one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one]] : [],
      ),
    );
    this.#roots = definitions.flatMap((one) =>
      one.kind === Kind.OPERATION_DEFINITION ? [one.selectionSet] : [],
    );
  }

  of<Part extends AnswerPart>(part: Part): Part {
    const { path = [], data, items, incremental } = part;
    const selections = this.#at(path);
    return {
      ...part,
      ...(data && { data: this.#value(data, selections) }),
      ...(items && { items: this.#value(items, selections) }),
      ...(incremental && { incremental: incremental.map((one) => this.of(one)) }),
    };
  }

  #at(path: readonly (string | number)[]): Selections {
    let selections = this.#roots;
    for (const step of path)
      if (typeof step === 'string') selections = this.#in(selections).get(step)?.below ?? [];
    return selections;
  }

  #value(value: unknown, selections: Selections): unknown {
    if (selections.length === 0 || typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map((item) => this.#value(item, selections));
    const answered = this.#in(selections);
    return Object.fromEntries(
      Object.entries(value).map(([name, item]: [string, unknown]) => {
        const field = answered.get(name);
        if (field?.isTypename && typeof item === 'string')
          return [name, this.#names.typename(item)];
        return [name, this.#value(item, field?.below ?? [])];
      }),
    );
  }

  #in(selections: Selections): ReadonlyMap<string, Answered> {
    const known = this.#answered.get(selections);
    if (known) return known;
    const answered = new Map<string, Answered>();
    const seen = new Set<string>();
    const read = ({ selections: all }: SelectionSetNode): void => {
      for (const selection of all) {
        if (selection.kind === Kind.INLINE_FRAGMENT) read(selection.selectionSet);
        else if (selection.kind === Kind.FRAGMENT_SPREAD) {
          const fragment = this.#fragments.get(selection.name.value);
          if (!fragment || seen.has(selection.name.value)) continue;
          seen.add(selection.name.value);
          read(fragment.selectionSet);
        } else {
          const name = (selection.alias ?? selection.name).value;
          const field = answered.get(name) ?? { isTypename: true, below: [] };
          field.isTypename &&= selection.name.value === '__typename';
          if (selection.selectionSet) field.below.push(selection.selectionSet);
          answered.set(name, field);
        }
      }
    };
    for (const set of selections) read(set);
    this.#answered.set(selections, answered);
    return answered;
  }
}
