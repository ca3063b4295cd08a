import type { Script } from '../connection/script.ts';

/**
 * Sets a value only while it is the expected one.
 * Values: the expected one, the new one, milliseconds. Answers 1, or with the value that is there.
 */
export const replaceValue: Script = {
  name: 'replaceSharedValue',
  lua: `
local current = redis.call('GET', KEYS[1])
if current ~= ARGV[1] then return current end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
return 1`,
};

/** Deletes a value only while it is the expected one. Answers 1, or with the value that is there. */
export const deleteValue: Script = {
  name: 'deleteSharedValue',
  lua: `
local current = redis.call('GET', KEYS[1])
if current ~= ARGV[1] then return current end
redis.call('DEL', KEYS[1])
return 1`,
};
