import type { Script } from '../connection/script.ts';

/**
 * Sends a message. The channel is passed as a key, so that in a cluster all messages of a channel are sent by one node
 * and keep their order.
 */
export const publishMessage: Script = {
  name: 'publishSharedMessage',
  lua: `return redis.call('PUBLISH', KEYS[1], ARGV[1])`,
};
