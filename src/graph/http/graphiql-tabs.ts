import { readFileSync } from 'node:fs';
import type { GraphiQLOptions } from 'graphql-yoga';
import { packageFile } from '../../package-file.ts';

const examples = packageFile('examples/');

/** Documents of examples/ that a visitor finds ready, in the order of the tabs. */
const ready = ['dashboard', 'launch-experiment', 'experiment-timeseries'];

/** '' for a document that takes no variables. */
function variablesOf(name: string): string {
  try {
    return readFileSync(new URL(`${name}.variables.json`, examples), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}

/** GraphiQL as a visitor finds it. */
export const graphiqlTabs: GraphiQLOptions = {
  title: 'PostHog Experiments Graph',
  defaultTabs: ready.map((name) => ({
    query: readFileSync(new URL(`${name}.graphql`, examples), 'utf8'),
    variables: variablesOf(name).trim(),
  })),
};
