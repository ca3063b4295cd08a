import { FIND_BY_KEY, KEY_IN_PLACE_OF_ID } from '../../posthog/api/arguments/synonyms.ts';
import { decodeGlobalId, parseLocalId } from '../../graph/core/global-id.ts';
import type { JsonSchema } from '../../posthog/api/openapi.ts';
import type { ToolArguments } from '../tool.ts';
import { shown } from './problem.ts';

const ID = 'id';
/** What PostHog accepts as a key, with a letter, so that it cannot be meant as a number. */
const KEY = /^(?=.*[A-Za-z])[A-Za-z0-9_-]+$/;

/** The arguments with a key that was given as `id` in its own argument, if the tool has one. */
export function keyForId(values: ToolArguments, { properties = {} }: JsonSchema): ToolArguments {
  const { [ID]: id, ...others } = values;
  if (!(ID in properties) || !(KEY_IN_PLACE_OF_ID in properties) || typeof id !== 'string')
    return values;
  if (!KEY.test(id) || readGlobalId(id)) return values;
  const key = others[KEY_IN_PLACE_OF_ID];
  return key === undefined || key === id ? { ...others, [KEY_IN_PLACE_OF_ID]: id } : values;
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
