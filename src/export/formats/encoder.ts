import type { Row } from '../columns/column.ts';

/** Writes rows in a format. */
export interface Encoder {
  /** The media type, for HTTP. */
  readonly contentType: string;
  /** The media type of rows without what stands before the first one, where that is another. */
  readonly continuedType?: string;
  /** What stands before the first row. */
  begin(): Uint8Array;
  /** Rows, in order; empty while a format collects some. */
  rows(rows: readonly Row[]): Uint8Array;
  /** What stands behind the last row. */
  end(): Uint8Array;
}

export const NOTHING = new Uint8Array();
