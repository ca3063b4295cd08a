import { newFlag } from '../model/defaults.ts';
import type { FeatureFlag, FlagFilters } from '../model/entities.ts';
import type { Store } from '../model/store.ts';

const everyone = (percentage: number): FlagFilters => ({
  groups: [{ properties: [], rollout_percentage: percentage }],
  multivariate: null,
  payloads: {},
});

const split = (variants: [key: string, percentage: number][]): FlagFilters => ({
  ...everyone(100),
  multivariate: {
    variants: variants.map(([key, percentage]) => ({
      key,
      name: '',
      rollout_percentage: percentage,
    })),
  },
});

/** Inserts flags that no experiment uses: switches, roll-outs, and some that an experiment could use. */
export function seedStandaloneFlags(
  store: Store,
  project: number,
  authors: number[],
  at: Date,
): void {
  const flags: [key: string, name: string, filters: FlagFilters, more?: Partial<FeatureFlag>][] = [
    ['new-navigation', 'Navigation of the redesign', everyone(100)],
    ['uploads-kill-switch', 'Turns uploads off', everyone(0), { active: false }],
    ['editor-v4', 'Gradual roll-out of the new editor', everyone(35), { tags: ['platform'] }],
    [
      'api-v2-beta',
      'Beta of the public API',
      {
        ...everyone(100),
        groups: [
          {
            properties: [{ key: 'plan', type: 'person', value: ['enterprise'], operator: 'exact' }],
            rollout_percentage: 100,
          },
        ],
      },
      { evaluation_runtime: 'server' },
    ],
    [
      'welcome-mail-copy',
      'Two texts',
      split([
        ['control', 50],
        ['test', 50],
      ]),
      { active: false },
    ],
    [
      'share-dialog-layout',
      'Layouts to choose from',
      split([
        ['control', 34],
        ['compact', 33],
        ['full-screen', 33],
      ]),
    ],
    [
      'trial-length-copy',
      'Copy variants',
      split([
        ['control', 50],
        ['short', 50],
      ]),
      { tags: ['pricing'] },
    ],
    [
      'accent-colour',
      'No baseline',
      split([
        ['blue', 50],
        ['green', 50],
      ]),
    ],
    [
      'legacy-report-order',
      'Baseline is last',
      split([
        ['test', 50],
        ['control', 50],
      ]),
    ],
    [
      'max-upload-mb',
      'Remote configuration',
      { ...everyone(100), payloads: { true: '250' } },
      { is_remote_configuration: true },
    ],
    [
      'survey-targeting-nps',
      'Internal flag of the NPS survey',
      split([
        ['control', 50],
        ['test', 50],
      ]),
      { creation_context: 'surveys' },
    ],
    ['retired-importer', 'Old importer', everyone(100), { active: false, archived: true }],
  ];
  for (const [place, [key, name, filters, more]] of flags.entries()) {
    const author = authors[place % authors.length] ?? null;
    newFlag(store, at, { project, key, name, filters, created_by: author, ...more });
  }
}
