import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { OptionError } from './option-error.ts';

/**
 * Checks that a file can be written, before anything is asked for that is to be written to it. Writes nothing.
 * @throws OptionError
 */
export function checkWritable(file: string): void {
  try {
    const exists = existsSync(file);
    if (exists && statSync(file).isDirectory())
      throw Object.assign(new Error('It is a folder.'), { code: 'EISDIR' });
    accessSync(exists ? file : dirname(file), constants.W_OK);
  } catch (error) {
    throw fileError('write', file, error);
  }
}

/**
 * An error of the file system, in words for whoever named the file.
 * @returns other errors as they are
 */
export function fileError(verb: 'read' | 'write', file: string, error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error;
  const code = String(error.code);
  return new OptionError(`Cannot ${verb} ${file}: ${reasons[code] ?? 'it failed'} (${code}).`, {
    cause: error,
  });
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'this user is not permitted to',
  EISDIR: 'it is a folder',
  ENOENT: 'it or its folder does not exist',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a part of its path is not a folder',
  EPERM: 'this user is not permitted to',
  EROFS: 'the file system is read-only',
};
