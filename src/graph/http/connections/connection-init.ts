/** What a client says about itself when it opens a connection. */
export interface Credentials {
  /** As in the header `Authorization`; undefined when none was sent. */
  readonly authorization: string | undefined;
  /** The token of the gateway; undefined when none was sent. */
  readonly gatewayToken: string | undefined;
}

/**
 * Reads the payload of `connection_init`, which is where browsers send what they cannot send as headers of a WebSocket:
 * `authorization` and `x-gateway-token`, in any case, at the top or in `headers`.
 */
export function credentialsOf(payload: unknown): Credentials {
  const given = { ...namesIn(namesIn(payload)['headers']), ...namesIn(payload) };
  return {
    authorization: textOf(given['authorization']),
    gatewayToken: textOf(given['x-gateway-token']),
  };
}

function namesIn(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).map(([name, entry]) => [name.toLowerCase(), entry as unknown]),
  );
}

/** A value that is no text counts as a text that names nobody: it must not be taken for one that was not sent. */
const textOf = (value: unknown) =>
  value === undefined || value === null ? undefined : typeof value === 'string' ? value : '';
