import type { Script } from '../connection/script.ts';

/** Appends to a stream. Values: the entry, entries to keep, milliseconds. Answers with the id. */
export const appendEntry: Script = {
  name: 'appendSharedEntry',
  lua: `
local id = redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[2], '*', 'v', ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return id`,
};
