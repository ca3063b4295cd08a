/** A JSON object whose properties are not known. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** True for an object that is no list. */
export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value if it is an object; an empty object for any other value. */
export const asObject = (value: unknown): JsonObject => (isJsonObject(value) ? value : {});

/** The objects in a list; an empty list for any other value. */
export const objectsIn = (value: unknown): readonly JsonObject[] =>
  Array.isArray(value) ? value.filter(isJsonObject) : [];
