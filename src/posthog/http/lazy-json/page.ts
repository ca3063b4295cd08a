import { LazyRows } from './rows.ts';
import {
  COLON,
  elementsEnd,
  NotScanned,
  OPEN_LIST,
  OPEN_OBJECT,
  skip,
  skipSpace,
  stringEnd,
  valueEnd,
} from './scan.ts';

type Malformed = () => Error;

/**
 * A page of PostHog, `{"count": …, "results": [{…}, …]}`, from its bytes. Its rows decode what is read of them: most
 * queries want a tenth of a row, and decoding whole rows is most of what a large page costs. (One row by itself, or a
 * map of days, of which more is wanted, is decoded as quickly by `JSON.parse`.)
 * @param malformed makes what is thrown when a value that is read turns out not to be JSON
 * @returns undefined for what is no such page, or is written in a way that is left to `JSON.parse`
 */
export function lazyPage(bytes: Buffer, malformed: Malformed): object | undefined {
  try {
    return readPage(bytes, malformed);
  } catch (error) {
    if (error instanceof NotScanned || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function readPage(bytes: Buffer, malformed: Malformed): object {
  const page: Record<string, unknown> = {};
  const end = elementsEnd(bytes, skipSpace(bytes, 0), OPEN_OBJECT, (from) => {
    const nameEnd = stringEnd(bytes, from);
    const name = decoded(bytes, from, nameEnd) as string;
    const at = skip(bytes, skipSpace(bytes, nameEnd), COLON);
    if (name === 'results') {
      const rows = new LazyRows(bytes, malformed);
      page[name] = rows.rows;
      return elementsEnd(bytes, at, OPEN_LIST, (rowAt) => rows.take(rowAt));
    }
    const to = valueEnd(bytes, at);
    page[name] = decoded(bytes, at, to);
    return to;
  });
  if (skipSpace(bytes, end) !== bytes.length) throw new NotScanned();
  return page;
}

const decoded = (bytes: Buffer, from: number, to: number): unknown =>
  JSON.parse(bytes.toString('utf8', from, to));
