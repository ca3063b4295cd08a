import type { JsonObject } from '../model/entities.ts';

/** Metrics of the legacy engine, as experiments of 2023 still have them. */
export const legacyMetrics = (): JsonObject[] => [
  {
    kind: 'ExperimentFunnelsQuery',
    name: 'Sign-up funnel',
    uuid: '0d2c6a3e-6f0b-4f6a-9a53-2f8d1f6f9b01',
    funnels_query: {
      kind: 'FunnelsQuery',
      series: [
        { kind: 'EventsNode', event: 'signup_started', name: 'signup_started' },
        { kind: 'EventsNode', event: 'signup_completed', name: 'signup_completed' },
      ],
      funnelsFilter: {
        funnelVizType: 'steps',
        funnelWindowInterval: 14,
        funnelWindowIntervalUnit: 'day',
      },
    },
  },
  {
    kind: 'ExperimentTrendsQuery',
    name: 'Documents created',
    uuid: '5b8f3c1d-1a4e-4d2b-8c77-9e0a4b6c2d02',
    count_query: {
      kind: 'TrendsQuery',
      series: [
        { kind: 'EventsNode', event: 'document_created', name: 'document_created', math: 'total' },
      ],
    },
  },
];
