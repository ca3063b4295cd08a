import { hash } from 'node:crypto';
import { credentialOf } from '../../../keys/credential.ts';
import type { UpstreamRequest } from '../../../request/exchange.ts';
import type { Tag } from '../tags.ts';

const hashOf = (text: string) => hash('sha256', text, 'base64url');

/**
 * The beginning of every name that the replicas for one PostHog use in the store. It ends with the version of what is
 * stored: replicas of two versions that differ in it share nothing.
 */
export const namespaceOf = (host: string): string => `answers:${hashOf(host).slice(0, 12)}:2`;

/** Name of what is noted about the access of a key, which says nothing of the key or the project. */
export const nameOfAccess = (tag: Tag): string => `access:${hashOf(tag)}`;

/** Name of a read: the credential and the exact request, as hashes. Two keys never have the same. */
export function nameOf({ apiKey, operation, target, body }: UpstreamRequest): string {
  const who = apiKey === undefined ? '' : credentialOf(apiKey);
  return `${who}:${hashOf(`${operation.method} ${target} ${body ?? ''}`)}`;
}
