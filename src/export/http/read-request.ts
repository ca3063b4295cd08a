import { z } from 'zod';
import { fieldReply, noEndpoint, RejectedRequest } from '../../rest/envelope.ts';
import {
  archivedChoices,
  exportFormats,
  exportKinds,
  exportStatuses,
  type ExportFormat,
  type ExportRequest,
} from '../request.ts';

/** An export as it was asked for over HTTP. */
export interface AskedExport {
  readonly request: ExportRequest;
  readonly format: ExportFormat;
  /** PostHog's number of the last experiment that the caller has whole. */
  readonly after: number | undefined;
  /** Whether the caller accepts an export that lacks experiments. */
  readonly allowPartial: boolean;
}

const statuses = Object.keys(exportStatuses) as (keyof typeof exportStatuses)[];

/** The query parameters. Descriptions are those of the OpenAPI document. */
export const exportParameters = z.strictObject({
  format: z
    .enum(exportFormats)
    .optional()
    .meta({ description: 'The format, where the path does not end in it. `ndjson` by default.' }),
  project_id: z
    .string()
    .regex(/^(\d{1,10}|@current)$/)
    .optional()
    .meta({ description: 'Number of the project. The configured one by default.' }),
  experiment: z
    .string()
    .regex(/^\d{1,10}$/)
    .optional()
    .meta({ description: "Only this experiment: PostHog's number for it." }),
  status: z.enum(statuses).optional().meta({ description: 'Only experiments with this status.' }),
  archived: z
    .enum(archivedChoices)
    .default('include')
    .meta({ description: 'Whether archived experiments are exported.' }),
  since: z.iso
    .date()
    .optional()
    .meta({ description: 'First day of the series; of creation for the other kinds.' }),
  until: z.iso.date().optional().meta({ description: 'Last day, in the same way.' }),
  after: z
    .string()
    .regex(/^\d{1,10}$/)
    .optional()
    .meta({
      description:
        'Continue behind this experiment: the `experiment_id` of the last one whose rows have all arrived.',
    }),
  allow_partial: z.enum(['true', 'false']).default('false').meta({
    description:
      'End the transfer properly although experiments could not be read. The trailer `X-Export-Failed` has their ids.',
  }),
});

/**
 * Reads the address of an export, such as `results.csv` with its query parameters.
 * @throws RejectedRequest for an unknown kind or format, and for a wrong parameter
 */
export function readExport(file: string, search: URLSearchParams): AskedExport {
  const [name, ending] = file.split(/\.(?=[^.]*$)/);
  const kind = exportKinds.find((one) => one === name);
  const ofPath = exportFormats.find((one) => one === ending);
  if (!kind || (ending !== undefined && !ofPath)) throw new RejectedRequest(noEndpoint());
  const read = exportParameters.safeParse(Object.fromEntries(search));
  if (!read.success) throw new RejectedRequest(problemOf(read.error));
  const {
    format = ofPath ?? 'ndjson',
    after,
    allow_partial,
    project_id,
    experiment,
    ...filter
  } = read.data;
  if (ofPath && format !== ofPath)
    throw new RejectedRequest(
      fieldReply('format', 'invalid_input', `The path says ${ofPath}, and format ${format}.`),
    );
  if (after !== undefined && format === 'parquet')
    throw new RejectedRequest(
      fieldReply('after', 'invalid_input', 'A Parquet file cannot be continued.'),
    );
  return {
    request: {
      kind,
      projectId: project_id,
      ...(experiment !== undefined && { experiment: Number(experiment) }),
      ...filter,
    },
    format,
    after: after === undefined ? undefined : Number(after),
    allowPartial: allow_partial === 'true',
  };
}

function problemOf({ issues }: z.ZodError) {
  const [issue] = issues;
  if (issue?.code === 'unrecognized_keys')
    return fieldReply(issue.keys[0] ?? null, 'invalid_input', 'Unknown query parameter.');
  const [field] = issue?.path ?? [];
  return fieldReply(String(field), 'invalid_input', `${issue?.message}.`);
}
