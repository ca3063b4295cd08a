import { open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { eventShape } from '../events/event.ts';
import { makeDirectory } from '../watch-state/directory/make-directory.ts';

/** An event that was given up for an endpoint: one line of the file, without addresses and secrets. */
const deadLetterShape = z.object({
  /** When it was given up, ISO 8601. */
  at: z.string(),
  endpoint: z.string(),
  reason: z.string(),
  event: eventShape,
});

export type DeadLetter = z.infer<typeof deadLetterShape>;

/** Lines that are being sent again are in files of this ending beside the file itself. */
const TAKEN = '.taken';

/** A file of events that could not be delivered, one JSON object a line, which only its owner can read. */
export class DeadLetters {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  /**
   * Appends letters. They are on the disk when it resolves.
   * @throws Error of the file system
   */
  append(letters: readonly DeadLetter[]): Promise<void> {
    return this.#append(letters.map((letter) => JSON.stringify(letter)));
  }

  async #append(lines: readonly string[]): Promise<void> {
    if (lines.length === 0) return;
    await makeDirectory(dirname(this.#path));
    const file = await open(this.#path, 'a', 0o600);
    try {
      await file.writeFile(lines.map((line) => `${line}\n`).join(''));
      await file.sync();
    } finally {
      await file.close();
    }
  }

  /**
   * Takes all letters out of the file, and those that an earlier attempt took and did not finish. `finish` puts those back
   * that are left, and lines that are no letters of this version; until then they are in another file, so that none is
   * lost.
   * @throws Error of the file system
   */
  async take(): Promise<TakenLetters> {
    const directory = dirname(this.#path);
    const own = `${basename(this.#path)}.`;
    try {
      await rename(this.#path, `${this.#path}.${Date.now()}-${process.pid}${TAKEN}`);
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
    const names = await readdir(directory).catch((error: unknown) => {
      if (isMissing(error)) return [];
      throw error;
    });
    const paths = names
      .filter((name) => name.startsWith(own) && name.endsWith(TAKEN))
      .toSorted()
      .map((name) => join(directory, name));
    const texts = await Promise.all(paths.map((path) => readFile(path, 'utf8')));
    const lines = texts.flatMap((text) => text.split('\n')).filter((line) => line.trim() !== '');
    const read = lines.map((line) => ({ line, letter: letterIn(line) }));
    const unreadable = read.flatMap(({ line, letter }) => (letter ? [] : [line]));
    return {
      letters: read.flatMap(({ letter }) => letter ?? []),
      unreadable: unreadable.length,
      finish: async (left) => {
        await this.#append([...unreadable, ...left.map((letter) => JSON.stringify(letter))]);
        await Promise.all(paths.map((path) => rm(path, { force: true })));
      },
    };
  }
}

/** Letters that are being sent again. */
export interface TakenLetters {
  readonly letters: readonly DeadLetter[];
  /**
   * Lines that are no letters, such as one that was cut off when a disk was full, or of a type of event that another
   * version has. They stay in the file.
   */
  readonly unreadable: number;
  /** Puts back those that are left, and forgets the others. */
  finish(left: readonly DeadLetter[]): Promise<void>;
}

function letterIn(line: string): DeadLetter | undefined {
  try {
    return deadLetterShape.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';
