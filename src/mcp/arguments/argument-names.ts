import { idSynonyms, synonyms } from '../../posthog/api/arguments/synonyms.ts';
import { folded } from './near-misses.ts';

/** The names of an object's values: the declared ones, and others that can only mean one of them. */
export class ArgumentNames {
  readonly declared: readonly string[];
  readonly #byFolded: ReadonlyMap<string, string>;

  /** @param tool name of the tool whose arguments these are; undefined for an object inside an argument */
  constructor(declared: readonly string[], tool?: string) {
    this.declared = declared;
    const byFolded = new Map<string, string>();
    const ambiguous = new Set<string>();
    for (const name of declared) {
      const key = folded(name);
      if (byFolded.has(key)) ambiguous.add(key);
      byFolded.set(key, name);
    }
    if (tool !== undefined) this.#addSynonyms(byFolded, tool);
    for (const key of ambiguous) byFolded.delete(key);
    this.#byFolded = byFolded;
  }

  /** The declared name that a name stands for; undefined when there is none, or more than one. */
  find(name: string): string | undefined {
    return this.declared.includes(name) ? name : this.#byFolded.get(folded(name));
  }

  #addSynonyms(byFolded: Map<string, string>, tool: string): void {
    const own = new Map(byFolded);
    const [, ids = []] = idSynonyms.find(([start]) => tool.startsWith(start)) ?? [];
    const several = ids.map((one) => `${one}s`);
    for (const group of [...synonyms, ['id', ...ids], ['ids', ...several]]) {
      const [name, ...others] = group.flatMap((one) => own.get(one) ?? []);
      if (name === undefined || others.length > 0) continue;
      for (const one of group) {
        // `team_id` may mean `target_team_id` as well, so it is not taken for either.
        const isEnding = [...own.keys()].some((key) => key !== folded(name) && key.endsWith(one));
        if (!byFolded.has(one) && !isEnding) byFolded.set(one, name);
      }
    }
  }
}
