import { randomUUID } from 'node:crypto';
import {
  accessSync,
  constants,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { Snapshot } from '../model/store.ts';

const FORMAT = 'posthog-experiments-graph sandbox state, version 1';

const STATE = z.strictObject({
  format: z.literal(FORMAT),
  /** The sandbox's time when the state was saved. */
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

/** A state file that cannot be read or written, with a message for the user who started the sandbox. */
export class StateFileError extends Error {
  override name = 'StateFileError';
}

/** A state file with invalid content; it is left unchanged. */
export class BrokenStateFileError extends StateFileError {
  override name = 'BrokenStateFileError';
}

/**
 * Reads a state file.
 * @returns undefined when the file does not exist yet
 * @throws BrokenStateFileError when its content is invalid, StateFileError when it cannot be read
 */
export function readStateFile(path: string): SavedState | undefined {
  if (!exists(path)) return undefined;
  const state = STATE.safeParse(parse(path));
  if (!state.success) {
    const [issue] = state.error.issues;
    throw broken(path, `${issue?.path.join('.') || 'it'}: ${issue?.message ?? 'not understood'}`);
  }
  const { now, snapshot } = state.data;
  return { now: new Date(now), snapshot };
}

function parse(path: string): unknown {
  const text = trying(path, 'read', () => readFileSync(path, 'utf8'));
  try {
    return JSON.parse(text);
  } catch (error) {
    throw broken(path, error instanceof Error ? error.message : String(error));
  }
}

/** A directory, a pipe or a device is refused, because reading one might never end. */
function exists(path: string): boolean {
  const found = trying(path, 'read', () => statSync(path, { throwIfNoEntry: false }));
  if (found && !found.isFile()) {
    const what = found.isDirectory() ? 'a directory' : 'not a regular file';
    throw new StateFileError(`The state file ${path} cannot be used: it is ${what}.`);
  }
  return found !== undefined;
}

/** The error for invalid content. */
export const broken = (path: string, why: string): BrokenStateFileError =>
  new BrokenStateFileError(
    `${path} is not a sandbox state file (${why}). It was left unchanged; move it away to start from the seed data.`,
  );

/**
 * Checks that a state can be written to a path, without changing an existing file.
 * @throws StateFileError when it cannot
 */
export function checkWritable(path: string): void {
  trying(path, 'written', () => {
    if (exists(path)) accessSync(path, constants.W_OK);
    const beside = besideOf(path);
    writeFileSync(beside, '');
    rmSync(beside);
  });
}

/**
 * Writes the state to a temporary file and renames it, so that a crash never leaves a truncated file.
 * @throws StateFileError when it cannot be written; the file is then unchanged
 */
export function writeStateFile(path: string, { now, snapshot }: SavedState): void {
  const beside = besideOf(path);
  const text = JSON.stringify({ format: FORMAT, now: now.toISOString(), snapshot });
  trying(path, 'written', () => {
    try {
      writeFileSync(beside, text);
      renameSync(beside, path);
    } catch (error) {
      rmSync(beside, { force: true });
      throw error;
    }
  });
}

const besideOf = (path: string) => `${path}.${randomUUID()}.tmp`;

const REASONS: Readonly<Record<string, (path: string) => string>> = {
  ENOENT: (path) => `the folder ${dirname(path)} does not exist`,
  ENOTDIR: (path) => `${dirname(path)} is not a folder`,
  EISDIR: () => 'it is a directory',
  EACCES: () => 'this user is not permitted to',
  EPERM: () => 'this user is not permitted to',
  EROFS: () => 'the file system is read-only',
  ENOSPC: () => 'the disk is full',
  EDQUOT: () => 'the disk quota is used up',
};

/** @throws StateFileError with a readable message for an error of the file system */
function trying<Result>(path: string, done: 'read' | 'written', work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error && 'code' in error)) throw error;
    const code = String(error.code);
    const reason = REASONS[code]?.(path) ?? code;
    throw new StateFileError(`The state file ${path} cannot be ${done}: ${reason}.`, {
      cause: error,
    });
  }
}
