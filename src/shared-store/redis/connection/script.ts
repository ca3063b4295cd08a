import type { RedisClient } from './open-client.ts';

/** A Lua script. What it does is done as one operation. */
export interface Script {
  /** A name for the client, which no command of Redis has. */
  readonly name: string;
  readonly lua: string;
}

type Run = (...words: readonly (string | number | Buffer)[]) => Promise<unknown>;

/** Runs a script, which is sent in full only to a server that does not have it yet. Texts of the answer are buffers. */
export function runScript(
  client: RedisClient,
  { name, lua }: Script,
  keys: readonly string[],
  values: readonly (string | number | Buffer)[],
): Promise<unknown> {
  const scripts = client as unknown as Record<string, Run | undefined>;
  if (!scripts[`${name}Buffer`]) client.defineCommand(name, { lua, numberOfKeys: keys.length });
  return (scripts[`${name}Buffer`] as Run).call(client, ...keys, ...values);
}
