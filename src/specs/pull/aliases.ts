import { isCollection, isMap, isNode, isScalar, visit, type Document, type Node } from 'yaml';

type Path = readonly (string | number)[];

/**
 * Replaces each alias of a value that is about to change by a copy of the value, so that nothing else in the file
 * changes with it. This concerns the anchors at the path, around it and within it; they are removed.
 */
export function copyAliasesOf(document: Document.Parsed, path: Path): void {
  const anchored = anchoredAlong(document, path);
  if (anchored.size === 0) return;
  const copies = new Map<Node, Node>();
  // All are resolved before the first is replaced, because a name may be anchored again further down.
  visit(document, {
    Alias: (_key, alias) => {
      const value = alias.resolve(document);
      if (!value || !anchored.has(value)) return;
      const copy = document.createNode(value.toJS(document), {
        aliasDuplicateObjects: false,
        flow: isCollection(value) && value.flow === true,
      }) as Node;
      const { comment, commentBefore, spaceBefore } = alias;
      copies.set(alias, Object.assign(copy, { comment, commentBefore, spaceBefore }));
    },
  });
  visit(document, { Alias: (_key, alias) => copies.get(alias) });
  for (const node of anchored) delete node.anchor;
}

type Anchored = Node & { anchor?: string };

/** The nodes with an anchor that the value at a path is part of, or that are part of it. */
function anchoredAlong(document: Document.Parsed, path: Path): ReadonlySet<Anchored> {
  const found = new Set<Anchored>();
  const add = (node: unknown) => {
    if (isNode(node) && 'anchor' in node && node.anchor) found.add(node);
  };
  for (let length = 0; length < path.length; length += 1)
    add(document.getIn(path.slice(0, length), true));
  const parent = document.getIn(path.slice(0, -1), true);
  const pair = isMap(parent)
    ? parent.items.find(({ key }) => isScalar(key) && key.value === path.at(-1))
    : undefined;
  // A property can be deleted together with an anchor of its name.
  add(pair?.key);
  const value = document.getIn(path, true);
  if (isNode(value)) visit(value, { Node: (_key, node) => add(node) });
  return found;
}
