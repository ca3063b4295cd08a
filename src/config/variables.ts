import { access } from './variables/access.ts';
import { metrics } from './variables/metrics.ts';
import { replicas } from './variables/replicas.ts';
import { running } from './variables/running.ts';
import { serving } from './variables/serving.ts';
import { tracing } from './variables/tracing.ts';
import { upstream } from './variables/upstream.ts';
import { watching } from './variables/watching.ts';

import type { Variable } from './variables/variable.ts';

export type { Variable } from './variables/variable.ts';

/** Every variable this product reads, in the order of the documentation. */
export const variables = {
  ...serving,
  ...access,
  ...upstream,
  ...replicas,
  ...running,
  ...watching,
  ...metrics,
  ...tracing,
} as const;

export type VariableName = keyof typeof variables;

/** Variables whose values are secrets. Each has another variable, `NAME_FILE`, for a file that holds it. */
export const secretVariables = (Object.entries(variables) as [VariableName, Variable][]).flatMap(
  ([name, { isSecret }]) => (isSecret ? [name] : []),
);

/** The variable for the file that holds the value of another. */
export const fileVariableOf = (name: VariableName): string => `${name}_FILE`;
