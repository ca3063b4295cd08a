import type { ApiKey } from '../model/entities.ts';
import { authenticationFailed, notAuthenticated } from '../model/errors.ts';
import { objectOr, stringOrNull } from '../model/json.ts';
import type { SandboxCaller, SandboxRoute } from '../model/route.ts';
import type { Store } from '../model/store.ts';

/** The parts of a request in which PostHog looks for a key. */
export interface Credentials {
  authorization: string | undefined;
  query: URLSearchParams;
  /** The parsed body; may throw for a body that cannot be parsed. */
  body: () => unknown;
}

interface FoundKey {
  value: string;
  /** The place, as the refusal of an unknown key names it. */
  place: string;
}

/**
 * Identifies the caller by an API key of any kind (docs/posthog/authentication.md#kinds-of-keys): from the header
 * `Authorization: Bearer …`, or a personal key from `personal_api_key` in the body or the query.
 * @param route undefined when the path has no such method
 * @throws ApiError 401; project secret keys are unknown to all views but that of experiments
 */
export function authenticate(
  store: Store,
  credentials: Credentials,
  route: SandboxRoute | undefined,
): SandboxCaller {
  const found = findKey(credentials);
  if (!found) throw notAuthenticated();
  const key = store.apiKeys.get(found.value);
  const user = store.users.get(key?.user);
  if (!key || !user || !isAccepted(key, found, route)) throw authenticationFailed(found.place);
  return { key, user };
}

function findKey({ authorization, query, body }: Credentials): FoundKey | undefined {
  const bearer = /^Bearer\s+(\S+)\s*$/i.exec(authorization ?? '')?.[1];
  if (bearer !== undefined) return { value: bearer, place: 'Authorization header' };
  const sent = stringOrNull(objectOr(readable(body))['personal_api_key']);
  if (sent) return { value: sent, place: 'body' };
  const asked = query.get('personal_api_key');
  return asked ? { value: asked, place: 'query string' } : undefined;
}

/** A body that cannot be parsed contains no key; it is refused later, if the call reads it. */
function readable(body: () => unknown): unknown {
  try {
    return body();
  } catch {
    return undefined;
  }
}

function isAccepted(key: ApiKey, { place }: FoundKey, route: SandboxRoute | undefined): boolean {
  const kind = key.kind ?? 'personal';
  if (kind === 'personal') return true;
  if (place !== 'Authorization header') return false;
  return kind === 'oauth' || route === undefined || route.operation.startsWith('experiments_');
}
