/** Bytes from which a piece is kept as it arrived: a Buffer takes some 400 bytes beside those that it holds. */
const KEPT_AS_IT_IS = 1_024;
/** Bytes of a page, in which the smaller pieces are put one after the other. */
const PAGE_BYTES = 4_096;

/**
 * Collects the bytes of a message that arrives in pieces. The memory for them is a small multiple of the bytes, however
 * small the pieces are: a sender can make each of them one byte long.
 */
export class ReceivedBytes {
  #length = 0;
  /** The first piece, kept as it is: most messages have no other. */
  #first: Buffer | undefined;
  /** All pieces, without what is in the page; undefined while there is only the first. */
  #pieces: Buffer[] | undefined;
  /** The page that is being filled, of which the bytes from `#start` to `#end` are in use. */
  #page: Buffer | undefined;
  #start = 0;
  #end = 0;

  /** Number of bytes. */
  get length(): number {
    return this.#length;
  }

  add(piece: Buffer): void {
    this.#length += piece.length;
    if (this.#first === undefined) {
      this.#first = piece;
      return;
    }
    if (piece.length >= KEPT_AS_IT_IS) {
      this.#closePage();
      this.#keep(this.#first, piece);
      return;
    }
    if (this.#page === undefined || this.#end + piece.length > this.#page.length) {
      this.#closePage();
      this.#page = Buffer.allocUnsafe(PAGE_BYTES);
      this.#start = this.#end = 0;
    }
    this.#end += piece.copy(this.#page, this.#end);
  }

  /** All bytes in one Buffer, which is the only piece where there was one. */
  concat(): Buffer {
    this.#closePage();
    if (this.#pieces) return Buffer.concat(this.#pieces, this.#length);
    return this.#first ?? Buffer.alloc(0);
  }

  /** Forgets all bytes. */
  clear(): void {
    this.#length = 0;
    this.#first = this.#pieces = this.#page = undefined;
    this.#start = this.#end = 0;
  }

  /** Adds what is in the page to the other pieces; what is left of it is filled further. */
  #closePage(): void {
    if (!this.#first || !this.#page || this.#start === this.#end) return;
    this.#keep(this.#first, this.#page.subarray(this.#start, this.#end));
    this.#start = this.#end;
  }

  #keep(first: Buffer, next: Buffer): void {
    (this.#pieces ??= [first]).push(next);
  }
}
