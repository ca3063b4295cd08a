import { mergedUnion } from './merged-union.ts';
import type { OpenApiDocument } from '../posthog/api/openapi.ts';

const SCHEMA_REF = /^#\/components\/schemas\/(.+)$/;

/** A part of the contract without its extension keywords (`x-…`), which document sources and are not for callers. */
export function withoutNotes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNotes);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) =>
      key.startsWith('x-') ? [] : [[key, withoutNotes(inner)]],
    ),
  );
}

/** The schemas a document refers to, directly or indirectly, in alphabetical order. */
export function referenced(document: unknown, contract: OpenApiDocument): Record<string, unknown> {
  const found = new Map<string, unknown>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      const name = key === '$ref' && typeof inner === 'string' && SCHEMA_REF.exec(inner)?.[1];
      if (name && !found.has(name)) {
        const declared = contract.components.schemas[name] ?? {};
        const schema = withoutNotes(mergedUnion(declared, contract));
        found.set(name, schema);
        visit(schema);
      } else visit(inner);
    }
  };
  visit(document);
  return Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}
