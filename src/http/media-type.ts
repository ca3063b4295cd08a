/** True for a `content-type` of JSON, with or without parameters such as a charset. */
export function isJsonType(contentType: string | undefined): boolean {
  return /^\s*application\/json\s*(;|$)/i.test(contentType ?? '');
}
