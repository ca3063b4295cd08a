import { FIND_BY_KEY, KEY_IN_PLACE_OF_ID } from '../../posthog/api/arguments/synonyms.ts';
import { decodeGlobalId, parseLocalId } from '../../graph/core/global-id.ts';
import type { JsonSchema } from '../../posthog/api/openapi.ts';
import type { ToolArguments } from '../tool.ts';
import { shown, type ArgumentProblem } from './problem.ts';

const ID = 'id';
/** What PostHog accepts as a key, with a letter, so that it cannot be meant as a number. */
const KEY = /^(?=.*[A-Za-z])[A-Za-z0-9_-]+$/;

/** True for text that can be a key, and is neither a number nor an id of this API. */
export const isKey = (text: string): boolean => KEY.test(text) && !readGlobalId(text);

/**
 * The arguments with a key that was given as `id` in its own argument, if the tool has one. Models that fill in every
 * argument leave the other one empty: it is taken out.
 */
export function keyForId(values: ToolArguments, { properties = {} }: JsonSchema): ToolArguments {
  if (!(ID in properties) || !(KEY_IN_PLACE_OF_ID in properties)) return values;
  const { [ID]: id, [KEY_IN_PLACE_OF_ID]: key, ...others } = values;
  if (key && id === '') return { ...others, [KEY_IN_PLACE_OF_ID]: key };
  if (id && key === '') return keyForId({ ...others, [ID]: id }, { properties });
  if (typeof id !== 'string' || !isKey(id)) return values;
  return key === undefined || key === id ? { ...others, [KEY_IN_PLACE_OF_ID]: id } : values;
}

/**
 * What is wrong with the names of an object for a tool that takes its id or, in place of it, a key.
 * @returns nothing for a tool that does not, or that requires one of the two by its schema
 */
export function checkIdOrKey(
  values: ToolArguments,
  { properties = {}, required = [] }: JsonSchema,
): ArgumentProblem[] {
  const names = [ID, KEY_IN_PLACE_OF_ID];
  if (names.some((name) => !(name in properties) || required.includes(name))) return [];
  const given = names.filter((name) => values[name] != null);
  if (given.length === 1) return [];
  return given.length === 0
    ? [{ field: ID, code: 'required', message: `or ${KEY_IN_PLACE_OF_ID} is required` }]
    : [
        {
          field: KEY_IN_PLACE_OF_ID,
          code: 'ambiguous',
          message: `takes the place of ${ID}: give one of them only`,
        },
      ];
}

/** Leads from what was given as a number of PostHog's to that number; undefined for anything but text. */
export function hintForId(field: string, given: unknown): string | undefined {
  if (!/(?:^|_)id$/.test(field) || typeof given !== 'string' || /^[-+.\d\s]*$/.test(given)) {
    return undefined;
  }
  const known = readGlobalId(given);
  if (known) {
    const { typename, posthogId } = known;
    return `"${shown(given)}" is the GraphQL ID of the ${typename} with the number ${posthogId}: use ${posthogId}.`;
  }
  return `"${shown(given)}" is not a number. ${FIND_BY_KEY}`;
}

function readGlobalId(text: string) {
  try {
    const { typename, id } = decodeGlobalId(text);
    const key = parseLocalId(id);
    return key ? { typename, posthogId: key.posthogId } : undefined;
  } catch {
    return undefined;
  }
}
