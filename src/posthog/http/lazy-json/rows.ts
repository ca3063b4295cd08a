import { Layout } from './layout.ts';
import { lazyRow, type LazyRow, type Source } from './row.ts';
import {
  afterColon,
  CLOSE_OBJECT,
  COMMA,
  NotScanned,
  OPEN_OBJECT,
  skip,
  skipSpace,
  stringEnd,
  valueEnd,
} from './scan.ts';

/** Scans the rows in the bytes of an answer, one after the other. */
export class LazyRows {
  readonly rows: LazyRow[] = [];
  readonly #source: Source;
  readonly #spans: number[] = [];
  #layout = Layout.of([]);

  /** @param malformed creates the error thrown when a value that is read is not valid JSON */
  constructor(bytes: Buffer, malformed: () => Error) {
    this.#source = { bytes, spans: this.#spans, malformed };
  }

  /** Scans the row that starts at `at`; returns the position after it. */
  take(at: number): number {
    const { bytes } = this.#source;
    const spans = this.#spans;
    const first = spans.length;
    spans.push(at, at);
    const expected = this.#layout;
    // Set only when the names differ from those of the previous row.
    let names: string[] | undefined;
    let place = 0;
    at = skip(bytes, at, OPEN_OBJECT);
    while (bytes[at] !== CLOSE_OBJECT) {
      if (place > 0) at = skip(bytes, at, COMMA);
      let nameEnd = names ? -1 : expected.nameEnd(bytes, at, place);
      if (nameEnd < 0) {
        nameEnd = stringEnd(bytes, at);
        names ??= expected.names.slice(0, place);
        names.push(nameOf(bytes, at, nameEnd));
      }
      place += 1;
      const from = afterColon(bytes, nameEnd);
      const to = valueEnd(bytes, from);
      spans.push(from, to);
      at = skipSpace(bytes, to);
    }
    if (names || place !== expected.names.length)
      this.#layout = Layout.of(names ?? expected.names.slice(0, place));
    this.rows.push(lazyRow(this.#source, this.#layout, first));
    return (spans[first + 1] = at + 1);
  }
}

function nameOf(bytes: Buffer, from: number, to: number): string {
  const name = bytes.toString('utf8', from + 1, to - 1);
  // Layouts compare the raw bytes of names, so names with escapes are not supported.
  if (name.includes('\\')) throw new NotScanned();
  return name;
}
