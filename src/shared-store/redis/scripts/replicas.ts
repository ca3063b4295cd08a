import type { Script } from '../connection/script.ts';

/**
 * Notes this replica and forgets those that were not noted for some time. Values: the replica, milliseconds. Answers 1
 * if this one was not known, and all replicas.
 */
export const noteReplica: Script = {
  name: 'noteSharedReplica',
  lua: `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local added = redis.call('ZADD', KEYS[1], string.format('%.0f', now), ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', string.format('(%.0f', now - ARGV[2]))
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return { added, redis.call('ZRANGE', KEYS[1], 0, -1) }`,
};
