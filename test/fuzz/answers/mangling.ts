import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import type { Mangle, Passing } from '../../support/mangling-posthog.ts';

const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

/** JSON texts that replace a value. */
const ODD_VALUES = [
  'null',
  '[]',
  '{}',
  '""',
  '"odd"',
  '0',
  '-1',
  '1.5',
  '1e21',
  '1e999',
  '9007199254740993',
  'true',
  '[null]',
  '{"id":null}',
  '"\\ud800"',
  '"yesterday"',
  '"2026-13-45T99:99:99Z"',
  '"12"',
  deep(400),
  deep(600),
  deep(8_000),
  '"a raw \n line"',
  '"a raw \u0000 zero"',
  'NaN',
  'Infinity',
  '"unclosed',
  '',
];
const WHOLE = [
  '',
  '{}',
  'null',
  '[]',
  '5',
  '"text"',
  '<html></html>',
  '{"results":[null],"count":1}',
  deep(9_000),
];
const TYPES = [
  undefined,
  'text/html',
  'text/plain',
  'application/json; charset=utf-16',
  'image/png',
  'APPLICATION/JSON',
];
const STATUSES = [
  200, 201, 202, 204, 206, 299, 301, 302, 303, 304, 308, 400, 401, 403, 404, 405, 409, 418, 422,
  429, 500, 502, 503, 504, 599, 777, 999,
];
const RETRY_AFTER = [
  '0',
  '-1',
  '1',
  '1e30',
  '4000000',
  '9'.repeat(30),
  'NaN',
  'soon',
  'Fri, 01 Sep 9999 12:00:00 GMT',
  'Thu, 01 Jan 1970 00:00:00 GMT',
];

/** Approximately matches the values of a JSON text: after a colon, or in brackets. */
const VALUES = /(?<=[:[,]\s*)("(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|true|false|null)(?=\s*[,}\]])/g;

function withValue(answer: Passing, share: number, value: string): Passing {
  const text = answer.body.toString();
  const places = [...text.matchAll(VALUES)];
  const place = places[Math.floor(share * places.length)];
  if (!place) return answer;
  const body = text.slice(0, place.index) + value + text.slice(place.index + place[0].length);
  return { ...answer, body: Buffer.from(body) };
}

const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const ODD: fc.Arbitrary<(answer: Passing) => Passing | undefined> = fc.oneof(
  fc.tuple(share, fc.constantFrom(...ODD_VALUES)).map(
    ([at, value]) =>
      (answer: Passing) =>
        withValue(answer, at, value),
  ),
  fc.tuple(share, fc.constantFrom(...ODD_VALUES)).map(
    ([at, value]) =>
      (answer: Passing) =>
        withValue(answer, at, value),
  ),
  share.map((at) => (answer: Passing) => ({
    ...answer,
    body: answer.body.subarray(0, Math.floor(at * answer.body.length)),
  })),
  fc
    .constantFrom(...WHOLE)
    .map((text) => (answer: Passing) => ({ ...answer, body: Buffer.from(text) })),
  fc.constantFrom(...TYPES).map((type) => (answer: Passing) => ({
    ...answer,
    headers: type === undefined ? {} : { ...answer.headers, 'content-type': type },
  })),
  fc.constant((answer: Passing) => ({ ...answer, body: gzipSync(answer.body) })),
  fc.constant((answer: Passing) => ({
    ...answer,
    headers: { ...answer.headers, 'content-encoding': 'gzip' },
    body: gzipSync(answer.body),
  })),
  fc
    .tuple(fc.constantFrom(...STATUSES), fc.constantFrom(undefined, ...RETRY_AFTER))
    .map(([status, wait]) => (answer: Passing) => ({
      ...answer,
      status,
      headers: { ...answer.headers, ...(wait !== undefined && { 'retry-after': wait }) },
      ...([204, 304].includes(status) && { body: Buffer.alloc(0) }),
    })),
  fc.constant(() => undefined),
);

/** Selects calls of a request, and how their answers are changed. */
export const mangling: fc.Arbitrary<Mangle> = fc
  .record({
    which: fc.constantFrom('all', 'reads', 'writes'),
    skipped: fc.nat({ max: 2 }),
    odd: fc.array(ODD, { minLength: 1, maxLength: 3 }),
  })
  .map(({ which, skipped, odd }) => {
    let seen = 0;
    return (answer, { method }) => {
      const isRead = method === 'GET';
      if (which !== 'all' && isRead !== (which === 'reads')) return answer;
      seen += 1;
      if (seen <= skipped) return answer;
      return odd.reduce<Passing | undefined>((one, change) => one && change(one), answer);
    };
  });
