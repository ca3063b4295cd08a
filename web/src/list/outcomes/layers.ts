import type { FindingCode } from './generated/graphql.ts';

/** From what a finding is found, which decides what reading it costs; docs/findings.md lists them. */
export type Layer = 'row' | 'results' | 'deep';

/** The findings of each layer. */
export const codesOf = {
  /** A row of the list is enough. */
  row: [
    'FLAG_MISSING',
    'PINNED_VARIANT',
    'EXCLUDED_VARIANT_EXPOSED',
    'FLAG_STILL_SPLITS',
    'DAILY_RESULTS_STOPPED',
    'PAST_PLANNED_END',
    'RAN_LESS_THAN_A_WEEK',
    'NO_CONCLUSION',
    'NO_RUNNING_TIME',
    'NO_HYPOTHESIS',
    'STALE_DRAFT',
    'NOT_ARCHIVED',
  ],
  /** The detail and the newest results, which the decision needs too. */
  results: [
    'SAMPLE_RATIO_MISMATCH',
    'SAMPLE_RATIO_UNTESTED',
    'NO_EXPOSURES',
    'VARIANT_KEYS_DIFFER',
    'METRIC_NEVER_COMPUTED',
    'METRIC_FAILING',
    'CONCLUSION_CONTRADICTS',
    'NO_PRIMARY_METRIC',
  ],
  /** Calls of their own for each experiment. */
  deep: ['EXPOSURES_STOPPED', 'FLAG_EDITED_AFTER_START', 'FLAG_SHARED'],
} as const satisfies Readonly<Record<Layer, readonly FindingCode[]>>;

const layers = Object.keys(codesOf) as Layer[];

/** What has to be read to know who has a finding, by its code or its severity. Notes are all found from rows. */
export function layersOf(finding: string): readonly Layer[] {
  if (finding === '') return [];
  if (finding === 'INFO') return ['row'];
  if (finding === 'CRITICAL' || finding === 'WARNING') return layers;
  return layers.filter((layer) => (codesOf[layer] as readonly string[]).includes(finding));
}
