import { isObject } from '../model/json.ts';

/** Formats a JSON value like Python's `repr`, which PostHog's messages contain. */
export function pythonRepr(value: unknown): string {
  if (value === null || value === undefined) return 'None';
  if (value === true) return 'True';
  if (value === false) return 'False';
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return `[${value.map(pythonRepr).join(', ')}]`;
  if (isObject(value)) {
    const pairs = Object.entries(value).map(([key, item]) => `${quoted(key)}: ${pythonRepr(item)}`);
    return `{${pairs.join(', ')}}`;
  }
  return JSON.stringify(value) ?? 'None';
}

function quoted(text: string): string {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
  return escaped.includes("'") && !escaped.includes('"')
    ? `"${escaped}"`
    : `'${escaped.replaceAll("'", "\\'")}'`;
}

const MAX_QUOTED = 80;

/** A truncated repr, to limit the length of messages. */
export function shortRepr(value: unknown): string {
  const rendered = pythonRepr(value);
  return rendered.length > MAX_QUOTED ? `${rendered.slice(0, MAX_QUOTED)}...(truncated)` : rendered;
}
