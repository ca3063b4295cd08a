import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeHead, sizeOf } from '../../../../src/graph/http/fast-path/encoded-head.ts';
import { startInProcess } from '../../../support/in-process.ts';

const textOf = (head: ReturnType<typeof encodeHead>) =>
  typeof head === 'string' ? head : Buffer.concat(head).toString('utf8');

const leaf = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.double(),
  fc.boolean(),
  fc.constantFrom(null, undefined, '\uD800', 'ü', '日本', '😀', '\u2028', '"\\'),
);
const { value } = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: 'medium' }, leaf, tie('list'), tie('object'), tie('selfWritten')),
  list: fc.array(tie('value'), { maxLength: 40 }),
  object: fc.dictionary(fc.string({ unit: 'binary' }), tie('value'), { maxKeys: 6 }),
  // What writes itself, as a value that is decoded when it is read does.
  selfWritten: tie('value').map((inner) => ({ ignored: Array(20).fill(1), toJSON: () => inner })),
}));

describe('the data of an answer', () => {
  it('is written as JSON.stringify writes it, in one piece or in many', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), value),
        fc.integer({ min: 1, max: 60 }),
        (data, repeated) => {
          // Long enough for several pieces, some of them of one large item.
          const long = { ...data, list: Array.from({ length: repeated }, () => data) };
          for (const each of [data, long, { nested: { long } }])
            expect(textOf(encodeHead(each))).toBe(
              `${Buffer.from(`{"data":${JSON.stringify(each)}`).toString('utf8')},"extensions":`,
            );
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is a text while it is short, and pieces of a few ten thousand bytes where a list makes it long', () => {
    expect(encodeHead({ experiment: { name: 'x'.repeat(10_000) } })).toBeTypeOf('string');
    expect(encodeHead({ experiments: { nodes: [1, 2, 3] } })).toBeTypeOf('string');
    const rows = Array.from({ length: 2_000 }, (_, id) => ({ id, name: `Experiment ${id}` }));
    const head = encodeHead({ experiments: { nodes: rows } }) as readonly Buffer[];
    expect(head.length).toBeGreaterThan(3);
    for (const piece of head) expect(piece.byteLength).toBeLessThan(40_000);
    expect(sizeOf(head)).toBe(Buffer.concat(head).byteLength);
  });

  it('cannot be written when a value in a long list cannot', () => {
    const list: unknown[] = Array(20).fill(1);
    list.push(list);
    expect(() => encodeHead({ list })).toThrow(TypeError);
    expect(() => encodeHead({ list: [...Array(20).fill(1), 1n] })).toThrow(TypeError);
  });
});

describe('a long answer', () => {
  it('is the same with the fast path and without, whole and compressed, the first time and when it is cached', async () => {
    const names = ['on', 'off'];
    const servers = await Promise.all(names.map((FAST_PATH) => startInProcess({ FAST_PATH })));
    const query = `{ experiments(first: 100) { nodes { id name description status createdAt
      featureFlag { key filters } metrics { uuid name } } } }`;
    const answers: string[] = [];
    for (const { url } of servers) {
      for (const encoding of ['identity', 'identity', 'gzip']) {
        const response = await fetch(`${url}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'accept-encoding': encoding },
          body: JSON.stringify({ query }),
        });
        const { data, errors } = (await response.json()) as { data: unknown; errors: unknown };
        expect(errors).toBeUndefined();
        answers.push(JSON.stringify(data));
      }
    }
    expect(answers[0]!.length).toBeGreaterThan(20_000);
    for (const server of servers) await server.stop();
    const perServer = [new Set(answers.slice(0, 3)), new Set(answers.slice(3))];
    expect(perServer.map(({ size }) => size)).toEqual([1, 1]);
  });
});
