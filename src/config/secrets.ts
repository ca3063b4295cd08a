import { readFileSync } from 'node:fs';
import type { Environment } from './environment.ts';
import { fileVariableOf, secretVariables } from './variables.ts';

/** Characters of the longest file that is read: none of the secrets is nearly as long. */
const MAX_CHARACTERS = 100_000;

/**
 * The environment with the secrets that are in files: `NAME_FILE` takes the place of `NAME`. White space around a secret
 * is not part of it, such as the line break at the end of the file.
 * @param problems receives a sentence for each file that cannot be used, without anything that is in it
 */
export function withSecretFiles(environment: Environment, problems: string[]): Environment {
  const read: Record<string, string> = {};
  for (const name of secretVariables) {
    const variable = fileVariableOf(name);
    const path = environment[variable]?.trim();
    if (!path) continue;
    if (environment[name]?.trim()) {
      problems.push(`${name} and ${variable} are both set: set only one of them.`);
      continue;
    }
    const text = textOf(path);
    if (typeof text === 'string') read[name] = text;
    else problems.push(`${variable} names a file that ${text.why}.`);
  }
  return { ...environment, ...read };
}

function textOf(path: string): string | { readonly why: string } {
  try {
    const text = readFileSync(path, 'utf8').trim();
    if (text === '') return { why: 'is empty' };
    return text.length > MAX_CHARACTERS ? { why: 'is too long' } : text;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    return { why: `cannot be read (${code})` };
  }
}

/** The texts of an environment that must not appear in a log: its secrets, whole and in their parts. */
export function secretsOf(environment: Environment): readonly string[] {
  return secretVariables.flatMap((name) => {
    const text = environment[name]?.trim();
    if (!text) return [];
    const entries = text.split(/[,\n]/).map((entry) => entry.trim());
    const values = entries.map((entry) => entry.replace(/^[\w.-]+=(?=.)/, ''));
    return [...new Set([text, ...entries, ...values])].filter((one) => one !== '');
  });
}

/** The same for an environment whose files may be missing, for the log of a process that has not read its settings yet. */
export const secretsIn = (environment: Environment): readonly string[] =>
  secretsOf(withSecretFiles(environment, []));
