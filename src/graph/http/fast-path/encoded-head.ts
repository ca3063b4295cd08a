/** An answer up to its extensions, which differ each time it is sent; as pieces of bytes when it is long. */
export type EncodedHead = string | readonly Buffer[];

/**
 * Characters after which a piece is encoded. V8 gives a text of more than 128 KB memory of its own, which is mapped
 * anew each time: half a megabyte takes a third of the time in pieces. Measured in a virtual machine.
 */
const PIECE = 16_384;

/** Items of a list that is written in pieces; what has no such list is written at once. */
const LONG_LIST = 10;

/** Levels of objects in which a long list is looked for: `{ project { experiments { nodes } } }`. */
const LEVELS = 3;

/**
 * Writes the data of an answer as JSON.
 * @throws TypeError when it cannot be written as JSON
 */
export function encodeHead(data: unknown): EncodedHead {
  const pieces = new Pieces();
  pieces.add('{"data":');
  if (hasLongList(data, LEVELS)) write(data, pieces, LEVELS);
  else pieces.add(JSON.stringify(data ?? null));
  pieces.add(',"extensions":');
  return pieces.end();
}

/** Bytes of a head; of a short one its characters. */
export const sizeOf = (head: EncodedHead): number =>
  typeof head === 'string'
    ? head.length
    : head.reduce((bytes, piece) => bytes + piece.byteLength, 0);

class Pieces {
  readonly #encoded: Buffer[] = [];
  #text = '';

  add(text: string): void {
    this.#text += text;
    if (this.#text.length >= PIECE) this.#encode();
  }

  end(): EncodedHead {
    if (this.#encoded.length === 0) return this.#text;
    this.#encode();
    return this.#encoded;
  }

  #encode(): void {
    this.#encoded.push(Buffer.from(this.#text));
    this.#text = '';
  }
}

/** Writes what has a long list: the same text as that of `JSON.stringify`. */
function write(value: object, pieces: Pieces, levels: number): void {
  if (Array.isArray(value)) writeList(value, pieces);
  else writeObject(value, pieces, levels - 1);
}

function hasLongList(value: unknown, levels: number): value is object {
  if (Array.isArray(value)) return value.length >= LONG_LIST;
  if (levels === 0 || typeof value !== 'object' || value === null) return false;
  if (typeof (value as { toJSON?: unknown }).toJSON === 'function') return false;
  return Object.values(value).some((inner) => hasLongList(inner, levels - 1));
}

function writeObject(object: object, pieces: Pieces, levels: number): void {
  let separator = '{';
  for (const [name, value] of Object.entries(object)) {
    const isLong = hasLongList(value, levels);
    const text = isLong ? '' : JSON.stringify(value);
    // What JSON has no value for is left out.
    if (text === undefined) continue;
    pieces.add(`${separator}${JSON.stringify(name)}:${text}`);
    if (isLong) write(value, pieces, levels);
    separator = ',';
  }
  pieces.add('}');
}

/** Writes as many items at a time as make a piece. */
function writeList(list: readonly unknown[], pieces: Pieces): void {
  let count = 1;
  for (let at = 0; at < list.length;) {
    const items = list.slice(at, at + count);
    const text = JSON.stringify(items);
    pieces.add(at === 0 ? text.slice(0, -1) : `,${text.slice(1, -1)}`);
    at += items.length;
    count = Math.max(1, Math.floor((PIECE * items.length) / text.length));
  }
  pieces.add(']');
}
