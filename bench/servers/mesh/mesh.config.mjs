import { defineConfig } from '@graphql-mesh/compose-cli';
import { loadOpenAPISubgraph } from '@omnigraph/openapi';

const resolveTo = (field, needs, args) =>
  `@resolveTo(sourceName: "posthog", sourceTypeName: "Query", sourceFieldName: "${field}", requiredSelectionSet: "${needs}", sourceArgs: { ${args} })`;

export const composeConfig = defineConfig({
  subgraphs: [
    {
      sourceHandler: loadOpenAPISubgraph('posthog', {
        source: './openapi.json',
        endpoint: process.env.UPSTREAM,
      }),
    },
  ],
  additionalTypeDefs: `
    extend type Row {
      flag: Flag ${resolveTo('flags_retrieve', '{ feature_flag { id } }', 'id: "{root.feature_flag.id}"')}
      detail: Experiment ${resolveTo('experiments_retrieve', '{ id }', 'id: "{root.id}"')}
    }
    extend type Metric {
      timeseries: Timeseries ${resolveTo('timeseries_retrieve', '{ uuid fingerprint }', 'id: "0", metric_uuid: "{root.uuid}", fingerprint: "{root.fingerprint}"')}
    }
  `,
});
