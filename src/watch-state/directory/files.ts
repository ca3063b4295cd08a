import { randomUUID } from 'node:crypto';
import { link, open, readdir, rename, rm, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';

/** Ends the name of a file that is being written. */
const UNFINISHED = '.tmp';

/** Milliseconds after which an unfinished file belongs to a process that has ended. */
const ABANDONED_MS = 3_600_000;

/** The `code` of an error of the file system; undefined for any other error. */
export const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined;

/**
 * Writes a file so that, whenever the process or the machine ends, it has its old content or all of the new one.
 * @param text the new content
 * @throws Error of the file system
 */
export async function replaceFile(directory: string, name: string, text: string): Promise<void> {
  const unfinished = await writeUnfinished(directory, text);
  await rename(unfinished, join(directory, name));
  await storeNames(directory);
}

/**
 * The same for a file that does not exist: of several processes, one creates it.
 * @returns false when it exists
 * @throws Error of the file system
 */
export async function createFile(directory: string, name: string, text: string): Promise<boolean> {
  const unfinished = await writeUnfinished(directory, text);
  try {
    // Unlike a rename, this fails where the name exists.
    await link(unfinished, join(directory, name));
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await unlink(unfinished);
  }
  await storeNames(directory);
  return true;
}

/** Deletes a file for good; false when there is none. */
export async function deleteFile(directory: string, name: string): Promise<boolean> {
  try {
    await unlink(join(directory, name));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
  await storeNames(directory);
  return true;
}

/** Names of the finished files. Deletes what processes left unfinished that ended more than an hour ago. */
export async function finishedFiles(directory: string): Promise<readonly string[]> {
  const names = await readdir(directory);
  const unfinished = names.filter((name) => name.endsWith(UNFINISHED));
  await Promise.all(unfinished.map((name) => deleteAbandoned(join(directory, name))));
  return names.filter((name) => !name.endsWith(UNFINISHED));
}

async function deleteAbandoned(path: string): Promise<void> {
  try {
    const { mtimeMs } = await stat(path);
    if (Date.now() - mtimeMs > ABANDONED_MS) await rm(path, { force: true });
  } catch (error) {
    // Its process has finished it meanwhile.
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}

/** @returns the path of a new file with the text, which is on the disk */
async function writeUnfinished(directory: string, text: string): Promise<string> {
  const path = join(directory, `${randomUUID()}${UNFINISHED}`);
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  return path;
}

/** Writes to the disk which files the directory has. Windows does that by itself, and cannot open a directory. */
async function storeNames(directory: string): Promise<void> {
  if (process.platform === 'win32') return;
  const file = await open(directory, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
