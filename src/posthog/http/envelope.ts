import { isJsonTooDeep } from '../request/value-depth.ts';

/**
 * PostHog's error body, parsed leniently: errors raised through its framework have all four fields, error responses
 * built in a handler only one (docs/posthog/errors.md).
 */
export interface PostHogErrorBody {
  readonly type: string | null;
  readonly code: string | null;
  readonly detail: string | null;
  readonly attr: string | null;
  /** Every field PostHog sent. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Parses an error body; undefined when it is not a JSON object, or is nested too deep to be passed on. */
export function readErrorBody(text: string): PostHogErrorBody | undefined {
  const fields = objectFrom(text);
  if (!fields) return undefined;
  return {
    type: textOrNull(fields['type']),
    code: textOrNull(fields['code']),
    // A few handlers (eligible flags, conflicting approval policies) put their sentence into `error`.
    detail:
      textOrNull(fields['detail']) ?? textOrNull(fields['error']) ?? textOrNull(fields['message']),
    attr: textOrNull(fields['attr']),
    fields,
  };
}

export function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

export function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

/** The `{id, name}` objects of a list; entries without an id are left out. */
export function namedIn(value: unknown): readonly { id: string; name: string | null }[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((one: unknown) => {
    const { id, name }: { id?: unknown; name?: unknown } = Object(one);
    return typeof id === 'string' || typeof id === 'number'
      ? [{ id: String(id), name: textOrNull(name) }]
      : [];
  });
}

function objectFrom(text: string): Record<string, unknown> | undefined {
  try {
    if (isJsonTooDeep(text)) return undefined;
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' && json !== null && !Array.isArray(json)
      ? { ...json }
      : undefined;
  } catch {
    return undefined;
  }
}
