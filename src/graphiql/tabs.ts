import { readFileSync } from 'node:fs';
import { packageFile } from '../package-file.ts';

/** A tab as GraphiQL takes it. */
export interface Tab {
  /** The GraphQL document. */
  readonly query: string;
  /** JSON; empty for a document that takes none. */
  readonly variables: string;
}

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

/** The experiment to launch is for the visitor to name, and the first press of the button changes nothing. */
const HARMLESS_LAUNCH = JSON.stringify({ id: '', dryRun: true }, undefined, 2);

/**
 * The tabs that a first visitor finds.
 * @param isSandbox true where nothing that is tried out can do harm: the tab that launches an experiment names one
 */
export function defaultTabs(isSandbox: boolean): readonly Tab[] {
  return ready.map((name) => ({
    query: readFileSync(new URL(`${name}.graphql`, examples), 'utf8'),
    variables:
      name === 'launch-experiment' && !isSandbox ? HARMLESS_LAUNCH : variablesOf(name).trim(),
  }));
}
