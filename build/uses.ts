import type { Plugin, PluginContext } from 'rolldown';

/** Records which of some named changes a build has made, so that one which no longer applies is seen. */
export class Uses {
  readonly #unused: Set<string>;

  constructor(names: readonly string[]) {
    this.#unused = new Set(names);
  }

  /** Says that the change of this name was made. */
  record(name: string): void {
    this.#unused.delete(name);
  }

  /** @throws the build's error that names each change which was not made */
  check(context: PluginContext, plugin: string): void {
    if (this.#unused.size === 0) return;
    const names = [...this.#unused].join(', ');
    context.error(
      `"${plugin}" matched nothing for ${names}. The library has changed: correct or remove that change.`,
    );
  }
}

/** Makes a plugin fail the build when a change that it is there for was not made to any module. */
export function failWhenUnused(uses: Uses, plugin: Plugin): Plugin {
  return {
    ...plugin,
    buildEnd(error) {
      if (!error) uses.check(this, plugin.name);
    },
  };
}
