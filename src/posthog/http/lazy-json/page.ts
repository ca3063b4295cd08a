import { LazyRows } from './rows.ts';
import {
  afterColon,
  elementsEnd,
  NotScanned,
  OPEN_LIST,
  OPEN_OBJECT,
  skipSpace,
  stringEnd,
  valueEnd,
} from './scan.ts';

type Malformed = () => Error;

/**
 * Parses a page of PostHog, `{"count": …, "results": [{…}, …]}`, with rows that decode a property when it is read. Most
 * queries read a tenth of a row, and decoding whole rows is most of the cost of a large page. (For a single row or a
 * map of days, of which more is read, `JSON.parse` is as fast.)
 * @param malformed creates the error thrown when a value that is read is not valid JSON
 * @returns undefined if the bytes are not such a page, or need `JSON.parse`
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
    const at = afterColon(bytes, nameEnd);
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
