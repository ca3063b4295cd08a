import { isJsonObject } from '../../api/json.ts';
import { failingObject, ObjectReader } from './containers.ts';
import type { Property } from './fit-test.ts';
import { Misfit, type ErrorOf } from './misfit.ts';
import type { Place } from './place.ts';
import { type Reader } from './reader.ts';
import { anything } from './scalars.ts';

/** One of several kinds of objects, told by the words that some of their properties hold. */
export interface Alternative {
  /** Property → the only word it has in objects of this kind, such as `kind: 'EventsNode'`. */
  readonly words: Readonly<Record<string, string>>;
  readonly reader: ObjectReader;
}

/**
 * An object of one of several kinds. An object whose words belong to none of them, as a newer PostHog
 * may send it, is read by the properties that the kinds have in common.
 */
export class UnionReader implements Reader {
  readonly nullable = false;
  readonly #alternatives: readonly Alternative[];
  readonly #unknown: ObjectReader;
  #kindOf: KindTest | undefined;

  constructor(alternatives: readonly Alternative[]) {
    this.#alternatives = alternatives;
    this.#unknown = commonOf(alternatives);
  }

  fits(value: unknown): boolean {
    return isJsonObject(value) && this.#readerFor(value).fits(value);
  }

  read(value: unknown, place: Place, errorOf: ErrorOf): unknown {
    if (!isJsonObject(value)) return new Misfit(place, 'an object', value);
    return this.#readerFor(value).read(value, place, errorOf);
  }

  standIn(misfit: Misfit, errorOf: ErrorOf): unknown {
    const names = this.#alternatives.flatMap(({ reader }) => [...reader.properties.keys()]);
    return failingObject(new Set(names), misfit, errorOf);
  }

  #readerFor(value: Readonly<Record<string, unknown>>): ObjectReader {
    this.#kindOf ??= kindTestOf(this.#alternatives.map(({ words }) => words));
    return this.#alternatives[this.#kindOf(value)]?.reader ?? this.#unknown;
  }
}

/** The position of the first kind all of whose words an object holds; -1 for none. */
type KindTest = (value: Readonly<Record<string, unknown>>) => number;

/** The test as a function of its own, for the reason that `fitTestOf` has. */
function kindTestOf(kinds: readonly Alternative['words'][]): KindTest {
  const tests = kinds.map((words, at) => {
    const held = Object.entries(words).map(
      ([name, word]) => `value[${JSON.stringify(name)}] === ${JSON.stringify(word)}`,
    );
    return `if (${held.join(' && ') || 'true'}) return ${at};`;
  });
  // The text is made of words of the pinned contract, never of an answer.
  // oxlint-disable-next-line typescript/no-implied-eval, typescript/no-unsafe-type-assertion
  return new Function('value', `${tests.join('\n')}\nreturn -1;`) as KindTest;
}

/** Reads the properties that every alternative declares in the same way; the words are any values. */
function commonOf(alternatives: readonly Alternative[]): ObjectReader {
  const [first, ...others] = alternatives;
  const words = new Set(alternatives.flatMap((one) => Object.keys(one.words)));
  const common: Property[] = [];
  for (const [name, property] of first?.reader.properties ?? []) {
    if (words.has(name)) common.push({ name, reader: anything, required: false });
    else if (others.every((other) => other.reader.properties.has(name)))
      common.push({ ...property, required: false });
  }
  return new ObjectReader(undefined).declare(common);
}

/** A value of one of several kinds that are not objects, such as a number or a text. */
export class EitherReader implements Reader {
  readonly nullable = false;
  readonly #readers: readonly Reader[];

  constructor(readers: readonly Reader[]) {
    this.#readers = readers;
  }

  fits(value: unknown): boolean {
    // By index: an iterator would be made for every value of every answer.
    for (let at = 0; at < this.#readers.length; at += 1)
      if (this.#readers[at]!.fits(value)) return true;
    return false;
  }

  read(value: unknown, place: Place, errorOf: ErrorOf): unknown {
    let read: unknown;
    for (const reader of this.#readers) {
      read = reader.read(value, place, errorOf);
      if (!(read instanceof Misfit)) return read;
    }
    return read;
  }

  standIn(misfit: Misfit, errorOf: ErrorOf): unknown {
    return this.#readers[0]!.standIn(misfit, errorOf);
  }
}
