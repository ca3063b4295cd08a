import { globSync, readFileSync } from 'node:fs';
import {
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type SelectionSetNode,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { schema } from '../../src/graph/schema.ts';

const root = new URL('../../', import.meta.url);
const documents = globSync('examples/{*,{mutations,queries,recipes,subscriptions}/*}.graphql', {
  cwd: root,
}).toSorted();

/** Fields with an object that has an id, of which the document does not ask the id. */
function withoutId(document: DocumentNode): string[] {
  const types = new TypeInfo(schema);
  const found: string[] = [];
  const fragments = new Map(
    document.definitions.flatMap((one) =>
      one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one]] : [],
    ),
  );
  const selectsId = ({ selections }: SelectionSetNode): boolean =>
    selections.some((selection) => {
      if (selection.kind === Kind.FIELD) return (selection.alias ?? selection.name).value === 'id';
      if (selection.kind === Kind.INLINE_FRAGMENT) return selectsId(selection.selectionSet);
      const fragment = fragments.get(selection.name.value);
      return fragment !== undefined && selectsId(fragment.selectionSet);
    });
  visit(
    document,
    visitWithTypeInfo(types, {
      Field({ name, selectionSet }) {
        const type = getNamedType(types.getType());
        const hasId = (isObjectType(type) || isInterfaceType(type)) && 'id' in type.getFields();
        if (selectionSet && hasId && !selectsId(selectionSet)) found.push(name.value);
      },
    }),
  );
  return found;
}

describe('an example', () => {
  it.each(documents)(
    'asks for the id of every object, without which a cache cannot update it: %s',
    (path) => {
      expect(withoutId(parse(readFileSync(new URL(path, root), 'utf8')))).toEqual([]);
    },
  );

  it('is reported when it leaves out an id', () => {
    const document = parse('{ experiment(id: 1) { id featureFlag { key } } }');
    expect(withoutId(document)).toEqual(['featureFlag']);
    expect(documents.length).toBeGreaterThan(60);
  });
});
