/** The properties of an object in a spec. */
export type Fields = Readonly<Record<string, unknown>>;

/** True for an object, and not for a list. */
export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
