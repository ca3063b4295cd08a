import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import { parseStored, WatchStateError, type StateCollection } from '../watch-state.ts';
import { fileNameOf, keyOf } from './file-name.ts';
import { codeOf, createFile, deleteFile, finishedFiles, replaceFile } from './files.ts';
import { makeDirectory } from './make-directory.ts';

/** Files that are read at one time. */
const AT_ONCE = 16;

/** Values of which each is a file of a directory. */
export class DirectoryCollection<Value> implements StateCollection<Value> {
  readonly #directory: string;
  readonly #shape: z.ZodType<Value>;
  #exists: Promise<unknown> | undefined;

  constructor(directory: string, shape: z.ZodType<Value>) {
    this.#directory = directory;
    this.#shape = shape;
  }

  async get(key: string): Promise<Value | undefined> {
    const path = join(this.#directory, fileNameOf(key));
    const text = await this.#use(() => textOf(path));
    return text === undefined ? undefined : parseStored(text, this.#shape, path);
  }

  async set(key: string, value: Value): Promise<void> {
    const name = fileNameOf(key);
    await this.#use(() => replaceFile(this.#directory, name, JSON.stringify(value)));
  }

  add(key: string, value: Value): Promise<boolean> {
    const name = fileNameOf(key);
    return this.#use(() => createFile(this.#directory, name, JSON.stringify(value)));
  }

  delete(key: string): Promise<boolean> {
    const name = fileNameOf(key);
    return this.#use(() => deleteFile(this.#directory, name));
  }

  async keys(prefix = ''): Promise<readonly string[]> {
    const names = await this.#use(() => finishedFiles(this.#directory));
    const keys = names.map(keyOf).filter((key) => key !== undefined);
    return keys.filter((key) => key.startsWith(prefix)).toSorted();
  }

  async entries(prefix?: string): Promise<readonly (readonly [string, Value])[]> {
    const keys = await this.keys(prefix);
    const entries: [string, Value][] = [];
    for (let from = 0; from < keys.length; from += AT_ONCE) {
      const some = keys.slice(from, from + AT_ONCE);
      // No more files are open at one time.
      // oxlint-disable-next-line no-await-in-loop
      const values = await Promise.all(some.map((key) => this.get(key)));
      for (const [index, key] of some.entries()) {
        const value = values[index];
        if (value !== undefined) entries.push([key, value]);
      }
    }
    return entries;
  }

  async #use<Result>(run: () => Promise<Result>): Promise<Result> {
    try {
      this.#exists ??= makeDirectory(this.#directory);
      await this.#exists;
      return await run();
    } catch (error) {
      this.#exists = undefined;
      const { message } = error as Error;
      throw new WatchStateError(`The state of the watcher cannot be used: ${message}`, error);
    }
  }
}

async function textOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}
