import { GraphQLError } from 'graphql';
import { describe, expect, it } from 'vitest';
import { errorCodes } from '../../src/codegen/error-codes.ts';
import type { Refusal } from '../../src/http/reply.ts';
import { InputFaults } from '../../src/graph/mutations/input-faults.ts';
import { coded } from '../../src/mcp/tool-codes.ts';
import { fieldReply } from '../../src/rest/envelope.ts';

describe('the table of error codes', () => {
  it('names every code once for each place it is seen at', () => {
    const names = errorCodes.map(({ code, seen }) => `${code} ${seen}`);
    expect(names).toEqual([...new Set(names)]);
  });

  it('says of every code what has happened and what to do', () => {
    for (const { meaning, remedy } of errorCodes) {
      expect(meaning).toMatch(/\w.*\.$/);
      expect(remedy).toMatch(/\w.*\.$/);
    }
  });

  it('is the type of every code that is given: others do not compile', () => {
    const given = [
      // @ts-expect-error a code that is in no table
      new GraphQLError('', { extensions: { code: 'UNHEARD_OF' } }).extensions.code,
      // @ts-expect-error a code that is in no table
      new InputFaults().add('name', 'UNHEARD_OF', ''),
      // @ts-expect-error a code that is in no table
      { status: 400, code: 'UNHEARD_OF', message: '' } satisfies Refusal,
      // @ts-expect-error a code that is in no table
      coded('UNHEARD_OF', ''),
      // @ts-expect-error a code that is in no table
      fieldReply('name', 'unheard_of', ''),
    ];
    expect(given).toHaveLength(5);
  });
});
