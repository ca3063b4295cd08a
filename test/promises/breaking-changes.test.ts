import { readFileSync } from 'node:fs';
import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchema } from 'graphql';
import { expect, it } from 'vitest';
import { schema } from '../../src/graph/schema.ts';
import { printContract } from '../../src/codegen/generated-files.ts';

/** Changes that were accepted although they break clients; emptied with each release. */
const accepted: readonly string[] = [];

it('no change breaks clients of the committed schema, except accepted ones', async () => {
  const committed = readFileSync(new URL('../../schema/schema.graphql', import.meta.url), 'utf8');
  const changes = await diff(buildSchema(committed), buildSchema(printContract(schema)));
  const breaking = changes
    .filter(({ criticality }) => criticality.level === CriticalityLevel.Breaking)
    .map(({ message }) => message);
  expect(breaking.filter((message) => !accepted.includes(message))).toEqual([]);
});
