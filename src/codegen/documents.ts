import { variables, type Variable } from '../config/variables.ts';
import { errorCodeTable } from './error-codes.ts';
import { exportColumnsTable } from './export-columns.ts';
import { capabilityNamesTable } from './mcp.ts';
import { metricsTable } from './metrics.ts';
import { restErrorTable } from './rest.ts';
import { withSection } from './section.ts';
import { eventsTable } from './webhooks.ts';

/** Generated tables, by document and by the name in their markers. */
const tables: Readonly<Record<string, Readonly<Record<string, () => string>>>> = {
  'docs/errors.md': { 'error codes': errorCodeTable, 'rest errors': restErrorTable },
  'docs/metrics.md': { metrics: metricsTable },
  'docs/notifications.md': { events: eventsTable },
  'docs/export.md': {
    'columns of experiments': exportColumnsTable('experiments'),
    'columns of results': exportColumnsTable('results'),
    'columns of timeseries': exportColumnsTable('timeseries'),
  },
  'docs/mcp.md': { 'capability names': capabilityNamesTable },
};

/** The documents under docs/ that are fully or partly generated: the path, and the expected text. */
export const documents: readonly {
  readonly path: string;
  readonly render: (current: string) => string;
}[] = [
  { path: 'docs/configuration.md', render: configurationDocument },
  ...Object.entries(tables).map(([path, sections]) => ({
    path,
    render: (current: string) =>
      Object.entries(sections).reduce(
        (text, [name, table]) => withSection(text, name, table()),
        current,
      ),
  })),
];

const INTRODUCTION = `# Configuration

<!-- Generated from the table of variables the server reads. Run \`npm run contracts\` instead of editing it. -->

Set these environment variables to change how the server behaves. None of them is required. To keep
them in a file, copy [.env.example](../.env.example) to \`.env\` and pass the file to Node:

\`\`\`sh
npm exec -- node --env-file=.env run.js
\`\`\`

Or write them to a YAML or JSON file, under the names of the variables, and name it with \`--config gateway.yaml\`. The
environment takes precedence over the file, and options of the command line over both. Numbers, \`true\` and \`false\`,
and lists may be written as such. [schema/config.schema.json](../schema/config.schema.json) describes the file for
editors:

\`\`\`yaml
# yaml-language-server: $schema=./node_modules/posthog-experiments-graph/schema/config.schema.json
POSTHOG_HOST: https://us.posthog.com
POSTHOG_API_KEY_FILE: /run/secrets/posthog-key
CORS_ORIGINS: [https://app.example.com]
INTROSPECTION: false
\`\`\`

A secret may be in a file of its own: \`POSTHOG_API_KEY_FILE\` names the file that holds \`POSTHOG_API_KEY\`, and so for
every secret. White space around it is removed. Setting both is an error. On SIGHUP the server reads these files again
([Operations](operations.md#reload)).

Every value is checked before the server listens. If any is wrong, the server lists all the problems
and exits with code 1.
`;

/** The reference of environment variables, with a heading for each, so that other documents can link to it. */
function configurationDocument(): string {
  return [INTRODUCTION, ...Object.entries<Variable>(variables).map(variableSection)].join('\n');
}

function variableSection([name, variable]: [string, Variable]): string {
  const accepted = acceptedValues(variable);
  const lines = [
    variable.default === undefined
      ? `Unset: ${variable.unset}`
      : `Default: \`${variable.default}\``,
    ...(accepted === undefined ? [] : [`Accepted: ${accepted}`]),
    `Example: \`${name}=${variable.example}\``,
    ...(variable.isSecret
      ? [`\`${name}_FILE\` names a file that holds it, in place of \`${name}\``]
      : []),
  ];
  return `## \`${name}\`\n\n${variable.meaning}\n\n${lines.map((line) => `- ${line}\n`).join('')}`;
}

/** The schema's description of accepted values, from its error message for a text that is never valid. */
function acceptedValues({ value }: Variable): string | undefined {
  return value.safeParse('\0').error?.issues[0]?.message;
}
