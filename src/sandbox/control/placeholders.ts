import { isObject } from '../model/json.ts';

export type Vars = Record<string, string | number>;

const WHOLE = /^\{([a-z][a-z0-9_]*)\}$/;

/** The name in `"{name}"`, by which a case refers to an id that the fixture generates. */
export const placeholder = (value: unknown): string | undefined =>
  typeof value === 'string' ? WHOLE.exec(value)?.[1] : undefined;

/** Replaces known placeholders, and `{"$days_ago": n}` with that day at noon UTC. */
export function fill(value: unknown, vars: Vars, now: Date): unknown {
  const name = placeholder(value);
  if (name !== undefined && name in vars) return vars[name];
  if (Array.isArray(value)) return value.map((item) => fill(item, vars, now));
  if (!isObject(value)) return value;
  const daysAgo = value['$days_ago'];
  if (typeof daysAgo === 'number') return noonDaysAgo(now, daysAgo);
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, fill(item, vars, now)]),
  );
}

function noonDaysAgo(now: Date, days: number): string {
  const noon = new Date(now);
  noon.setUTCDate(noon.getUTCDate() - days);
  noon.setUTCHours(12, 0, 0, 0);
  return noon.toISOString();
}
