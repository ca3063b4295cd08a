import { z } from 'zod';
import { specFileShape } from '../specs/files/file-shape.ts';

/** `schema/experiment-spec.schema.json`: a spec file, for editors and for those who check files themselves. */
export function specSchema(): string {
  const schema = z.toJSONSchema(specFileShape, { io: 'input', target: 'draft-2020-12' });
  return `${JSON.stringify(
    {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      title: 'An experiment as code',
      description:
        'A spec file of PostHog Experiments Graph: one experiment, which `plan` and `apply` compare with PostHog. What is left out stays as it is.',
      ...schema,
    },
    undefined,
    2,
  )}\n`;
}
