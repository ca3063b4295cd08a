/**
 * The modules of one package of src, from the bottom up. A module is a folder, or a file beside the
 * folders. It may import itself and the modules on the levels below, type imports included. Modules on
 * one level do not import each other.
 */
export type Levels = readonly (readonly string[])[];

/** The levels inside the packages that have more than a few files. */
export const levels: Readonly<Record<string, Levels>> = {
  graph: [
    ['context'],
    ['planner'],
    ['core'],
    ['mutations', 'subscriptions'],
    ['concepts'],
    ['federation'],
    ['schema'],
    ['http'],
    ['server'],
  ],
  posthog: [
    ['keys'],
    ['api'],
    ['errors'],
    ['request'],
    ['http'],
    ['layers'],
    ['writes'],
    ['types'],
    ['bound-client', 'ping', 'sample'],
    ['client'],
  ],
  'shared-store': [
    ['parse-object', 'windows'],
    ['shared-store'],
    ['kept-lease', 'memory', 'redis'],
    ['memory-store'],
  ],
  'watch-state': [
    ['watch-state'],
    ['directory', 'queue', 'shared'],
    ['directory-state', 'shared-state'],
  ],
  sandbox: [
    ['model'],
    ['statistics'],
    ['validation'],
    ['domain'],
    ['wire'],
    ['seed'],
    ['routes'],
    ['http'],
    ['control'],
    ['server'],
    ['sandbox'],
  ],
};

/** Which packages of src each one may import; `services` puts the parts together, `cli` runs them. */
export const packages: Readonly<Record<string, readonly string[]>> = {
  'package-file': [],
  instrumentation: [],
  'shared-store': [],
  version: ['package-file'],
  'graph-client': [],
  'watch-state': ['shared-store'],
  guards: ['graph-client', 'watch-state'],
  'experiment-spec': [],
  specs: ['experiment-spec', 'graph-client', 'guards'],
  'guard-files': ['graph-client', 'guards', 'specs'],
  http: ['instrumentation'],
  graphiql: ['http', 'package-file', 'version'],
  'docs-site': ['http', 'package-file', 'version'],
  'web-app': ['http', 'package-file', 'version'],
  telemetry: ['instrumentation'],
  config: ['http', 'posthog', 'shared-store', 'telemetry'],
  doctor: ['posthog'],
  sandbox: ['http'],
  posthog: ['instrumentation', 'package-file', 'shared-store'],
  log: ['config', 'instrumentation', 'posthog'],
  audit: ['instrumentation', 'log'],
  access: ['http', 'posthog', 'shared-store'],
  graph: ['experiment-spec', 'http', 'instrumentation', 'package-file', 'posthog', 'shared-store'],
  'contract-drift': ['graph', 'posthog'],
  rest: ['http', 'instrumentation', 'package-file', 'posthog', 'version'],
  mcp: ['graph', 'http', 'instrumentation', 'package-file', 'posthog', 'shared-store', 'version'],
  metrics: ['graph', 'http', 'instrumentation', 'posthog', 'shared-store'],
  server: [
    'docs-site',
    'graphiql',
    'http',
    'instrumentation',
    'posthog',
    'rest',
    'shared-store',
    'version',
    'web-app',
  ],
  codegen: ['config', 'gateway', 'graph', 'http', 'mcp', 'metrics', 'posthog', 'rest', 'specs'],
  services: [
    'audit',
    'access',
    'config',
    'docs-site',
    'graph',
    'graphiql',
    'http',
    'instrumentation',
    'log',
    'mcp',
    'metrics',
    'posthog',
    'rest',
    'sandbox',
    'server',
    'shared-store',
    'telemetry',
    'version',
    'web-app',
  ],
  gateway: ['config', 'http', 'server', 'services'],
  exports: ['gateway'],
  cli: [
    'codegen',
    'config',
    'docs-site',
    'doctor',
    'contract-drift',
    'specs',
    'graph',
    'graph-client',
    'log',
    'mcp',
    'metrics',
    'package-file',
    'posthog',
    'sandbox',
    'server',
    'services',
    'version',
  ],
  main: ['cli'],
};

/** Files of any concept that other concepts may import. */
export const conceptSurface: readonly string[] = ['ref', 'loader', 'node', 'enums'];

/**
 * Additional modules that single concepts expose to others. Each entry is a deliberate decision: it
 * is for code that several concepts need and none of them owns, such as the inputs that other
 * inputs embed.
 */
export const conceptExtras: Readonly<Record<string, readonly string[]>> = {
  account: ['user/authorship'],
  experiment: [
    'after-write',
    'fetch-now',
    'filter',
    'in-project',
    'inputs',
    'lifecycle/actions',
    'lifecycle/dry-run',
    'lifecycle/evaluate',
    'lifecycle/options',
    'lifecycle/preconditions',
    'lifecycle/state',
    'planned-end',
    'shipped',
  ],
  'feature-flag': ['admission', 'key-loader', 'share', 'variant-input'],
  metric: [
    'from-experiment',
    'input/check',
    'input/kinds',
    'input/to-wire',
    'metric-of-experiment',
  ],
  'saved-metric': ['guardrail-tag'],
  results: [
    'result/comparison',
    'result/evidence',
    'result/interpretation-of',
    'result/sample-ratio',
    'result/untested-reason',
    'result/verdict',
    'timeseries/points',
    'timeseries/stale',
    'warnings/words',
  ],
};

/** The sandbox shares PostHog's wire types with the client it tests, but no runtime code. */
export const wireTypes = 'posthog/api/types.generated.ts';
