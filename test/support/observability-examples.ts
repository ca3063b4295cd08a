import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

/** The folder of the examples for Prometheus and Grafana. */
export const observabilityFolder = fileURLToPath(
  new URL('../../examples/observability/', import.meta.url),
);

interface Panel {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly gridPos: {
    readonly x: number;
    readonly y: number;
    readonly w: number;
    readonly h: number;
  };
  readonly targets?: readonly { readonly refId: string; readonly expr: string }[];
}

export interface Dashboard {
  readonly uid: string;
  readonly title: string;
  readonly schemaVersion: number;
  readonly panels: readonly Panel[];
  readonly templating: {
    readonly list: readonly { readonly name: string; readonly type: string }[];
  };
}

export interface Rule {
  readonly alert?: string;
  readonly record?: string;
  readonly expr: string;
  readonly annotations?: Readonly<Record<string, string>>;
}

const read = (name: string) => readFileSync(observabilityFolder + name, 'utf8');

export const dashboard = JSON.parse(read('grafana-dashboard.json')) as Dashboard;

export const rules: readonly Rule[] = (
  parse(read('rules.yml')) as { groups: readonly { rules: readonly Rule[] }[] }
).groups.flatMap((group) => group.rules);

/** What is said about the alerts. */
export const readme = read('README.md');

/** Names of the alerts that a test of the rules expects to be raised. */
export const testedAlerts: readonly string[] = (
  parse(read('rules.test.yml')) as {
    tests: readonly {
      alert_rule_test: readonly { alertname: string; exp_alerts?: readonly unknown[] }[];
    }[];
  }
).tests.flatMap(({ alert_rule_test: tests }) =>
  tests.flatMap(({ alertname, exp_alerts: raised }) => (raised ? [alertname] : [])),
);

/** The names of metrics in an expression; those of recording rules, which have a colon, are not among them. */
export const metricsIn = (expression: string): readonly string[] =>
  [
    ...expression.matchAll(/(?<![\w:])(?:experiments_graph|nodejs|process)_\w+|(?<!\w)up(?=\{)/g),
  ].map(([name]) => name);
