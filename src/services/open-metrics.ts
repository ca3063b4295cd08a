import type { Config } from '../config/config.ts';
import { operationNames } from '../graph/http/persisted/operation-names.ts';
import type { Manifest } from '../graph/http/persisted/operations.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { version } from '../version.ts';

/**
 * The metrics of a server; undefined where they are not configured.
 * @param manifest the operations whose names always have time series of their own
 * @param worker the number of this process among several workers
 */
export async function openMetrics(
  { metrics }: Pick<Config, 'metrics'>,
  manifest: Manifest,
  worker?: number,
): Promise<Metrics | undefined> {
  if (!metrics) return undefined;
  // Imported only when needed: without the port, the library would be loaded for nothing.
  const { Metrics } = await import('../metrics/metrics.ts');
  return new Metrics(version, operationNames(manifest), worker);
}
