import type { RedisClient } from './open-client.ts';

const EVICTS =
  'Redis deletes keys when it is full (maxmemory-policy is not noeviction): it may forget which changes were already sent. Set maxmemory-policy to noeviction.';

/**
 * Whether this Redis deletes keys before they expire. Claims are among them, by which a change is sent once.
 * @returns a sentence for the operator; undefined when it does not, or does not say
 */
export async function evictionWarning(client: RedisClient): Promise<string | undefined> {
  const memory = await client.info('memory').catch(() => '');
  const [, policy = 'noeviction'] = /^maxmemory_policy:(\S+)/m.exec(memory) ?? [];
  return policy === 'noeviction' ? undefined : EVICTS;
}
