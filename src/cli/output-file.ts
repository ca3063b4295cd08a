import {
  accessSync,
  closeSync,
  constants,
  lstatSync,
  openSync,
  realpathSync,
  statSync,
  unlinkSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { OptionError } from './option-error.ts';

/** How a command writes a file: into it, through a new one that takes its place, or both. */
export type Writing = 'in place' | 'replacing' | 'beside';

/**
 * Checks that a file can be written, before anything is asked for that is to be written to it. Changes no file, and
 * leaves none that was not there.
 * @throws OptionError
 */
export function checkWritable(file: string, writing: Writing): void {
  try {
    if (file === '' || file.endsWith('/')) throw failure(file === '' ? 'ENOENT' : 'EISDIR');
    if (statOf(file)?.isDirectory() === true) throw failure('EISDIR');
    // What a link leads to is written, and not the link.
    const target = statOf(file) ? realpathSync(file) : file;
    if (writing !== 'in place') accessSync(dirname(target), constants.W_OK);
    if (writing !== 'replacing') tryToOpen(file);
  } catch (error) {
    throw fileError('write', file, error);
  }
}

const failure = (code: string) => Object.assign(new Error(code), { code });

/** What a path leads to; undefined for none, such as a link to a file that is not there. */
function statOf(file: string) {
  try {
    return statSync(file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function tryToOpen(file: string): void {
  const found = statOf(file);
  // A pipe would wait for its reader, and lose it when it is closed.
  if (found && !found.isFile()) return accessSync(file, constants.W_OK);
  const isLink = !found && lstatSync(file, { throwIfNoEntry: false }) !== undefined;
  closeSync(openSync(file, 'a'));
  // The target of a link was made empty, which is what writing begins with.
  if (!found && !isLink) unlinkSync(file);
}

/**
 * An error of the file system, in words for whoever named the file.
 * @returns other errors as they are
 */
export function fileError(verb: 'read' | 'write', file: string, error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error;
  const code = String(error.code);
  return new OptionError(
    `Cannot ${verb} "${file}": ${reasons[code] ?? 'the system refuses it'} (${code}).`,
    { cause: error },
  );
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'this user is not permitted to',
  EISDIR: 'that is the name of a folder',
  ELOOP: 'its links lead in a circle',
  ENAMETOOLONG: 'its name is too long',
  ENOENT: 'it or its folder does not exist',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a part of its path is not a folder',
  EPERM: 'this user is not permitted to',
  EROFS: 'the file system is read-only',
};
