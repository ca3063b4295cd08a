/**
 * True for a `content-type` of JSON. Its charset may only be UTF-8, as RFC 8259 has it: a body in another one would be
 * misread, and what was misread would be written.
 */
export function isJsonType(contentType: string | undefined): boolean {
  // What nearly every client sends.
  if (contentType === 'application/json') return true;
  const [type = '', ...parameters] = (contentType ?? '').toLowerCase().split(';');
  if (type.trim() !== 'application/json') return false;
  return parameters.every((parameter) => {
    const [name = '', value = ''] = parameter.split('=', 2).map((part) => part.trim());
    return name !== 'charset' || /^"?(utf-?8|us-ascii)"?$/.test(value);
  });
}
