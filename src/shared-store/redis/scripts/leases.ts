import type { Script } from '../connection/script.ts';

/**
 * Takes a lease. Keys: the lease, its last number. Values: the holder, milliseconds, milliseconds for which the
 * number is kept. Answers with the number, or nothing. The number is the time in microseconds, so that it increases
 * also when the last one has been lost.
 */
export const acquireLease: Script = {
  name: 'acquireSharedLease',
  lua: `
if not redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) then return false end
local time = redis.call('TIME')
local fence = time[1] * 1000000 + time[2]
local last = tonumber(redis.call('GET', KEYS[2]) or 0)
if fence <= last then fence = last + 1 end
redis.call('SET', KEYS[2], string.format('%.0f', fence), 'PX', ARGV[3])
return fence`,
};

/** Keeps a lease. Keys: the lease. Values: the holder, milliseconds. Answers 1 when the holder still has it. */
export const renewLease: Script = {
  name: 'renewSharedLease',
  lua: `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('PEXPIRE', KEYS[1], ARGV[2])`,
};

/** Gives a lease back. Keys: the lease. Values: the holder. */
export const releaseLease: Script = {
  name: 'releaseSharedLease',
  lua: `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('DEL', KEYS[1])`,
};
