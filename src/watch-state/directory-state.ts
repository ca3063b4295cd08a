import { join, resolve } from 'node:path';
import { acquireIn } from './directory/directory-lease.ts';
import { DirectoryCollection } from './directory/directory-collection.ts';
import { makeDirectory } from './directory/make-directory.ts';
import { CollectionQueue } from './queue.ts';
import { WatchStateError, type WatchState } from './watch-state.ts';

/**
 * A state in a directory, which is created for its owner alone (0700). Several watchers may use it, on one machine or
 * on a network file system that has atomic `mkdir` and `link`.
 * @param path of the directory
 * @throws WatchStateError when it cannot be created
 */
export async function openDirectoryState(path: string): Promise<WatchState> {
  const directory = resolve(path);
  try {
    await makeDirectory(directory);
  } catch (error) {
    const { message } = error as Error;
    throw new WatchStateError(`The directory of the watcher cannot be used: ${message}`, error);
  }
  const state: WatchState = {
    isDurable: true,
    place: `directory ${directory}`,
    acquire: () => acquireIn(directory),
    collection: (name, shape) => new DirectoryCollection(join(directory, name), shape),
    queue: (name, shape) => new CollectionQueue(state.collection(name, shape), Date.now),
  };
  return state;
}
