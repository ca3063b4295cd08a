import type { OpenApiDocument, JsonSchema } from '../posthog/api/openapi.ts';

const PREFIX = '#/components/schemas/';

/** The schema with all contract schemas it refers to under `$defs`, so that it is self-contained. */
export function withDefinitions(schema: JsonSchema, { components }: OpenApiDocument): JsonSchema {
  const definitions: Record<string, unknown> = {};
  const copy = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(copy);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) =>
        key === '$ref' && typeof inner === 'string' ? [key, refer(inner)] : [key, copy(inner)],
      ),
    );
  };
  const refer = (ref: string): string => {
    const name = ref.slice(PREFIX.length);
    if (!(name in definitions)) {
      // Registered before it is copied, because PostHog's filter types are recursive.
      definitions[name] = {};
      definitions[name] = copy(components.schemas[name]);
    }
    return `#/$defs/${name}`;
  };
  const whole = copy(schema) as JsonSchema;
  return Object.keys(definitions).length === 0 ? whole : { ...whole, $defs: definitions };
}
