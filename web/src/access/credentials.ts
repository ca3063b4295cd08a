import { makeVar } from '@apollo/client';
import { forgetDrafts } from '../drafts/forget-drafts.ts';
import { letInVar, lostVar } from './let-in.ts';

/** What the app sends with every request, if it was asked for. */
export interface Credentials {
  /** A PostHog key (`phx_…`), or an access token of the identity provider; '' for the key that the server holds. */
  readonly key: string;
  /** The server's own token, sent as `x-gateway-token`; '' for none. */
  readonly gatewayToken: string;
}

const STORED = 'credentials';
const none: Credentials = { key: '', gatewayToken: '' };

/** In memory only, unless somebody asked for this tab to remember them. */
export const credentialsVar = makeVar<Credentials>(stored());

function stored(): Credentials {
  try {
    const text = sessionStorage.getItem(STORED);
    return text === null ? none : { ...none, ...(JSON.parse(text) as Credentials) };
  } catch {
    // Somebody else wrote it, or storage is not allowed.
    return none;
  }
}

/** @param remember until the tab is closed, also when the page is loaded again */
export function signIn(credentials: Credentials, remember: boolean): void {
  if (remember) sessionStorage.setItem(STORED, JSON.stringify(credentials));
  else sessionStorage.removeItem(STORED);
  credentialsVar(credentials);
}

export function signOut(): void {
  forgetDrafts();
  sessionStorage.removeItem(STORED);
  letInVar(undefined);
  lostVar(undefined);
  credentialsVar(none);
}

/** The headers that carry them. */
export function credentialHeaders(): Record<string, string> {
  const { key, gatewayToken } = credentialsVar();
  return {
    ...(key !== '' && { authorization: `Bearer ${key}` }),
    ...(gatewayToken !== '' && { 'x-gateway-token': gatewayToken }),
  };
}
