import type { Catalogue } from './catalogue.ts';
import { isReading } from './tool-choice.ts';

const FULL =
  'Tools named after a resource and an action correspond one to one to operations of PostHog’s REST API. The others, and `graphql`, read many things in one call and cost fewer PostHog calls.';
const COMPACT =
  'Each tool reads many things in one call. What no other tool reads can be read with `graphql`.';
const PROJECT = 'The project may be omitted: the configured one is used.';
const READING = 'No tool of this server changes anything.';
const ASKING =
  'A tool with the argument `confirm` asks before it ends, ships, resets, deletes, switches off or drops anything: it returns `dryRun: true`, what it would do, warnings, and a token, and does nothing. Show that to the user, and call again with the same arguments and `confirm` only if they agree. The token is refused when the object has changed since.';
const SCHEMAS =
  'If a listed schema says only `object`, the full one is the resource schema://tools/{name}.';

/** The instructions for a model about the tools that this server lists. */
export function instructionsFor({ choice, tools }: Catalogue): string {
  return [
    choice.set === 'full' ? FULL : COMPACT,
    PROJECT,
    tools.every(isReading) ? READING : ASKING,
    SCHEMAS,
  ].join('\n');
}
