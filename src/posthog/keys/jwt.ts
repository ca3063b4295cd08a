/**
 * True for text that has the form of a JSON Web Token: three parts in base64url, of which the first is a JSON object. No
 * key of PostHog has it.
 */
export const isJwt = (text: string): boolean => /^eyJ[\w-]+\.[\w-]+\.[\w-]*$/.test(text);
