import { readFileSync } from 'node:fs';
import type { AccessRules } from '../access/access.ts';
import type { Policy } from '../access/policy/policy.ts';
import { ConfigError, type Config } from '../config/config.ts';
import { mutationOperations } from '../graph/mutations/mutation-operations.ts';
import { schema } from '../graph/schema.ts';

/**
 * The rules of access that the configuration and its files say.
 * @throws ConfigError when the policy cannot be read, or leaves out the caller of a token
 */
export async function accessRules({
  apiKey,
  access,
}: Pick<Config, 'apiKey' | 'access'>): Promise<AccessRules> {
  const { tokens, policyFile } = access;
  const policy = policyFile === undefined ? undefined : await policyAt(policyFile);
  const without = [...tokens.keys()].filter((name) => policy?.callers.has(name) === false);
  if (policy && !policy.defaultRole && without.length > 0)
    throw new ConfigError([
      `The ACCESS_POLICY_FILE gives no role to the token ${without.join(', ')}: name it in callers, or set defaultRole.`,
    ]);
  return { heldKey: apiKey, tokens, policy };
}

async function policyAt(path: string): Promise<Policy> {
  // Imported only when needed: most servers have no policy.
  const { PolicyError, readPolicy } = await import('../access/policy/read-policy.ts');
  try {
    return readPolicy(readFileSync(path, 'utf8'), mutationOperations(schema));
  } catch (error) {
    if (error instanceof PolicyError)
      throw new ConfigError(
        error.problems.map((problem) => `The ACCESS_POLICY_FILE is wrong. ${problem}`),
      );
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    throw new ConfigError([`The ACCESS_POLICY_FILE cannot be read (${code}).`]);
  }
}
