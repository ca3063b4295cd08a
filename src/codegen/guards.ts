import { z } from 'zod';
import { guardsFileShape } from '../guard-files/shape.ts';

/** `schema/guards.schema.json`: the file of GUARDS. */
export function guardsSchema(): string {
  const schema = {
    title: 'Guards of PostHog Experiments Graph',
    description:
      'The file of GUARDS: what watches experiments, and what happens when their planned time is over.',
    ...z.toJSONSchema(guardsFileShape, { io: 'input', target: 'draft-2020-12' }),
  };
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}
