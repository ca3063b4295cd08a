import type { Document, Node, YAMLSeq } from 'yaml';
import { copyAliasesOf } from './aliases.ts';

type Path = readonly (string | number)[];

/**
 * Puts the items of a list where their new values are, so that comments stay with what they are about: a metric that
 * was added in front would otherwise take the comment of the next one. Items are recognised by their key or name;
 * one that is new takes the place of the one that was there and is gone, as after a rename.
 * @param old the values of the items
 * @returns the values of the items as they are now
 */
export function reorder(
  document: Document.Parsed,
  path: Path,
  list: YAMLSeq,
  old: readonly unknown[],
  value: readonly unknown[],
): readonly unknown[] {
  const [before, after] = [old.map(nameOf), value.map(nameOf)];
  if (list.items.length !== old.length || !areNames(before) || !areNames(after)) return old;
  const sources = after.map((name, at) => {
    const found = before.indexOf(name);
    if (found !== -1) return found;
    const isGone = at < before.length && !after.includes(before[at]);
    return isGone ? at : -1;
  });
  // Nothing has moved; what is left over at the end is deleted there.
  if (sources.every((source, at) => source === at || (source === -1 && at >= old.length)))
    return old;
  copyAliasesOf(document, path);
  const items = [...list.items];
  list.items = sources.map((source, at) =>
    source === -1
      ? (document.createNode(value[at], { aliasDuplicateObjects: false }) as Node)
      : items[source],
  );
  return sources.map((source, at) => (source === -1 ? value[at] : old[source]));
}

/** What an item of a list is recognised by. */
function nameOf(item: unknown): unknown {
  if (typeof item !== 'object' || item === null) return item;
  const { key, name } = item as { readonly key?: unknown; readonly name?: unknown };
  return key ?? name;
}

const areNames = (names: readonly unknown[]): boolean =>
  names.every((name) => typeof name === 'string' && name !== '') &&
  new Set(names).size === names.length;
