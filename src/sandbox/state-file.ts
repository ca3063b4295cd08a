import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import type { Snapshot } from './store.ts';

const FORMAT = 'posthog-experiments-graph sandbox state, version 1';

const STATE = z.strictObject({
  format: z.literal(FORMAT),
  /** The sandbox's time when it was saved. */
  now: z.iso.datetime(),
  snapshot: z.strictObject({
    sequences: z.record(z.string(), z.number().int().nonnegative()),
    uuids: z.number().int().nonnegative(),
    rows: z.record(z.string(), z.array(z.looseObject({ id: z.union([z.string(), z.number()]) }))),
  }),
});

export interface SavedState {
  now: Date;
  snapshot: Snapshot;
}

/** A state file that cannot be read; it is left as it is. */
export class BrokenStateFileError extends Error {
  override name = 'BrokenStateFileError';
}

/**
 * Reads a state file.
 * @returns undefined when there is none yet
 * @throws BrokenStateFileError when it is not one
 */
export function readStateFile(path: string): SavedState | undefined {
  if (!existsSync(path)) return undefined;
  const state = STATE.safeParse(parse(path));
  if (!state.success) {
    const [issue] = state.error.issues;
    throw broken(path, `${issue?.path.join('.') || 'it'}: ${issue?.message ?? 'not understood'}`);
  }
  const { now, snapshot } = state.data;
  return { now: new Date(now), snapshot };
}

function parse(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw broken(path, error instanceof Error ? error.message : String(error));
  }
}

const broken = (path: string, why: string): BrokenStateFileError =>
  new BrokenStateFileError(
    `${path} is not a state file of the sandbox (${why}). It was left as it is; move it away to start from the seed.`,
  );

/** Writes the state next to the file and moves it in place, so that a crash never leaves half a file. */
export function writeStateFile(path: string, { now, snapshot }: SavedState): void {
  const beside = `${path}.${randomUUID()}.tmp`;
  try {
    writeFileSync(beside, JSON.stringify({ format: FORMAT, now: now.toISOString(), snapshot }));
    renameSync(beside, path);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}
