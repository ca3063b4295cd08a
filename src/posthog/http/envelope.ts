import { isJsonTooDeep } from '../request/value-depth.ts';

/**
 * PostHog's error body, read leniently: raised errors have all four fields, handlers that answer by hand only
 * one (docs/posthog/errors.md).
 */
export interface PostHogErrorBody {
  readonly type: string | null;
  readonly code: string | null;
  readonly detail: string | null;
  readonly attr: string | null;
  /** Every field PostHog sent. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Reads an error body; undefined when it is not a JSON object, or one nested too deep to be handed on. */
export function readErrorBody(text: string): PostHogErrorBody | undefined {
  const fields = objectFrom(text);
  if (!fields) return undefined;
  return {
    type: textOrNull(fields['type']),
    code: textOrNull(fields['code']),
    // `error` is what a few handlers (eligible flags, approval policies that clash) call their sentence.
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
