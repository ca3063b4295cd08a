import { metrics } from './variables/metrics.ts';
import { replicas } from './variables/replicas.ts';
import { running } from './variables/running.ts';
import { serving } from './variables/serving.ts';
import { tracing } from './variables/tracing.ts';
import { upstream } from './variables/upstream.ts';

export type { Variable } from './variables/variable.ts';

/** Every variable this product reads, in the order of the documentation. */
export const variables = {
  ...serving,
  ...upstream,
  ...replicas,
  ...running,
  ...metrics,
  ...tracing,
} as const;

export type VariableName = keyof typeof variables;
