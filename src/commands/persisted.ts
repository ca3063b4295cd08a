import { readFileSync } from 'node:fs';
import { ConfigError, type Config } from '../config.ts';
import { ManifestError, readManifest, shippedManifest } from '../graph/persisted/manifest.ts';
import type { PersistedOptions } from '../graph/persisted/operations.ts';

/**
 * The operations that can be run by their hash: of the configured manifest, else those that come with
 * this product.
 * @throws ConfigError when the manifest cannot be read or does not fit the schema
 */
export function persistedOperations({ persisted }: Pick<Config, 'persisted'>): PersistedOptions {
  const { only, manifest: path } = persisted;
  if (path === undefined) return { only, manifest: shippedManifest() };
  try {
    return { only, manifest: readManifest(readFileSync(path, 'utf8')) };
  } catch (error) {
    if (error instanceof ManifestError) {
      throw new ConfigError([`The file of PERSISTED_MANIFEST ${error.message}.`]);
    }
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    throw new ConfigError([`The file of PERSISTED_MANIFEST cannot be read (${code}).`]);
  }
}
