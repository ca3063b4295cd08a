import type { Asset } from './asset.ts';

/** Assets that are each loaded when they are first asked for. */
export class AssetCache {
  readonly #loaded = new Map<string, Promise<Asset>>();

  /** The asset with this name. One that could not be loaded is loaded again the next time. */
  get(name: string, load: () => Promise<Asset>): Promise<Asset> {
    const known = this.#loaded.get(name);
    if (known) return known;
    const pending = load();
    this.#loaded.set(name, pending);
    pending.catch(() => this.#loaded.delete(name));
    return pending;
  }

  clear(): void {
    this.#loaded.clear();
  }
}
