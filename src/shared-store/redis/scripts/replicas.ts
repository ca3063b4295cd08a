import type { Script } from '../connection/script.ts';

/**
 * Counts this replica and those that were counted within the last milliseconds. Values: the replica's id,
 * milliseconds. Answers 1 if this one was not known, and the number.
 */
export const countReplica: Script = {
  name: 'countSharedReplica',
  lua: `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local added = redis.call('ZADD', KEYS[1], string.format('%.0f', now), ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', string.format('(%.0f', now - ARGV[2]))
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return { added, redis.call('ZCARD', KEYS[1]) }`,
};
