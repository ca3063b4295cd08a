import fc from 'fast-check';
import { createSchema, createYoga } from 'graphql-yoga';
import { useDeferStream } from '@graphql-yoga/plugin-defer-stream';
import { describe, expect, it } from 'vitest';
import { acceptedType, type Delivery } from '../../../../src/graph/http/delivery/accepted-type.ts';

/**
 * Yoga in its default configuration, which chooses the content type after it has executed the
 * operation.
 */
const yoga = createYoga({
  logging: false,
  schema: createSchema({
    typeDefs: 'type Query { a: Int b: B } type B { c: Int } type Subscription { d: Int }',
    resolvers: {
      Query: { a: () => 1, b: () => ({ c: 2 }) },
      Subscription: {
        d: {
          async *subscribe() {
            yield { d: 1 };
          },
        },
      },
    },
  }),
  plugins: [useDeferStream()],
});

const documents: Readonly<Record<Delivery, string>> = {
  single: '{ a }',
  incremental: '{ a b { ... @defer { c } } }',
  events: 'subscription { d }',
};

async function chosenByYoga(accept: string, delivery: Delivery): Promise<string | undefined> {
  const response = await yoga.fetch('http://yoga/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept },
    body: JSON.stringify({ query: documents[delivery] }),
  });
  await response.text();
  if (response.status === 406) return undefined;
  return response.headers.get('content-type')?.split(';')[0];
}

const ranges = fc.constantFrom(
  '*/*',
  'application/*',
  'text/*',
  'multipart/*',
  'application/json',
  'Application/JSON',
  'application/graphql-response+json',
  'text/event-stream',
  'multipart/mixed',
  'text/html',
  'image/png',
  'nonsense',
  '',
  '/',
  '*',
  'application/',
  'json/application',
  '*/json',
);
const parameters = fc.constantFrom(
  '',
  ';q=0.5',
  '; q=0',
  ';charset=utf-8',
  '; charset=utf-16',
  ';CHARSET=UTF-8',
  ';a=b;c',
  ';boundary=graphql;subscriptionSpec=1.0',
  ';deferSpec=20220824',
  ' ',
  '\t;q=1',
);
const headers = fc
  .array(fc.tuple(ranges, parameters), { minLength: 1, maxLength: 4 })
  .chain((items) =>
    fc
      .constantFrom(',', ', ', ' ,')
      .map((comma) => items.map(([range, parameter]) => range + parameter).join(comma)),
  );

describe('the content type of an answer', () => {
  it.each(Object.keys(documents) as Delivery[])(
    'is predicted before execution as Yoga chooses it afterwards: %s',
    async (delivery) => {
      await fc.assert(
        fc.asyncProperty(headers, async (accept) => {
          expect(acceptedType(accept, delivery)).toBe(await chosenByYoga(accept, delivery));
        }),
        { numRuns: 400 },
      );
    },
  );
});
