/** Personal (`phx_`), project secret (`phs_`), OAuth (`pha_`, `phr_`) and project (`phc_`) keys. */
const keys = /\b(ph[xsarc]_)[A-Za-z0-9_-]+/g;
/** Stops at quotes and backslashes, so that JSON text stays JSON. */
const bearers = /\b(bearer)\s+[^\s"'\\,;<>]+/gi;
/** Shorter strings are not keys, and removing them would garble ordinary words. */
const shortestCredential = 8;

/**
 * Removes PostHog keys, bearer tokens and, when given, the credential in use from a text.
 * The rest (`phx_…`) still shows that there was a key.
 */
export function redact(text: string, credential = ''): string {
  const known =
    credential.length < shortestCredential ? text : text.replaceAll(credential, redacted);
  return known.replace(keys, '$1…').replace(bearers, '$1 …');
}

function redacted(credential: string): string {
  return credential.replace(/^(ph[xsarc]_)?.*$/s, '$1…');
}
