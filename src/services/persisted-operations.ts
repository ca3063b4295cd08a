import { readFileSync } from 'node:fs';
import { ConfigError, type Config } from '../config/config.ts';
import {
  exampleOperations,
  ManifestError,
  readManifest,
  toolOperations,
} from '../graph/http/persisted/manifest.ts';
import type { Manifest, PersistedOptions } from '../graph/http/persisted/operations.ts';

/**
 * The operations that can be executed by their hash: those of the configured manifest (by default the
 * examples), and those of the MCP tools.
 * @throws ConfigError when the manifest cannot be read or is not valid against the schema
 */
export function persistedOperations({ persisted }: Pick<Config, 'persisted'>): PersistedOptions {
  const { only, manifest: path } = persisted;
  const listed = path === undefined ? exampleOperations() : manifestAt(path);
  return { only, manifest: new Map([...toolOperations(), ...listed]) };
}

function manifestAt(path: string): Manifest {
  try {
    return readManifest(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error instanceof ManifestError) {
      throw new ConfigError([`The PERSISTED_MANIFEST file ${error.message}.`]);
    }
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    throw new ConfigError([`The PERSISTED_MANIFEST file cannot be read (${code}).`]);
  }
}
