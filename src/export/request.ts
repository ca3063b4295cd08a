/** What can be exported. */
export const exportKinds = ['experiments', 'results', 'timeseries'] as const;
export type ExportKind = (typeof exportKinds)[number];

/** The formats of exports. */
export const exportFormats = ['ndjson', 'csv', 'parquet'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** PostHog's words for the status, by the value of the filter. */
export const exportStatuses = {
  draft: 'DRAFT',
  running: 'RUNNING',
  paused: 'PAUSED',
  exposure_frozen: 'EXPOSURE_FROZEN',
  stopped: 'STOPPED',
} as const;
export type ExportStatus = keyof typeof exportStatuses;

/** Which experiments are exported by whether they are archived. */
export const archivedChoices = ['include', 'exclude', 'only'] as const;
export type ArchivedChoice = (typeof archivedChoices)[number];

/** What an export has. */
export interface ExportRequest {
  readonly kind: ExportKind;
  /** Number of the project; undefined for the configured one. */
  readonly projectId?: string | undefined;
  /** PostHog's number of the only experiment to export; undefined for all. */
  readonly experiment?: number | undefined;
  /** Only experiments with this status. */
  readonly status?: ExportStatus | undefined;
  readonly archived: ArchivedChoice;
  /** First day, `YYYY-MM-DD`: of the series, and for other kinds of creation. */
  readonly since?: string | undefined;
  /** Last day. */
  readonly until?: string | undefined;
}
