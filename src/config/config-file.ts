import { readFileSync } from 'node:fs';
import { distance } from 'fastest-levenshtein';
import { isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { ConfigError } from './config-error.ts';
import type { Environment } from './environment.ts';
import { fileVariableOf, secretVariables, variables, type Variable } from './variables.ts';

/** Names that differ in more letters than this are probably not meant. */
const SIMILAR = 0.4;

/** For editors: where the schema of the file is. */
const SCHEMA = '$schema';

/**
 * Reads settings from a file: YAML or JSON with the names of the variables. Numbers, `true` and `false`, and lists may be
 * written as such.
 * @returns the settings as the environment would have them
 * @throws ConfigError with all problems and their lines, without values
 */
export function readConfigFile(path: string): Environment {
  const lines = new LineCounter();
  const document = parseDocument(textOf(path), { lineCounter: lines });
  const at = (offset: number) => `${path}, line ${lines.linePos(offset).line}`;
  const [broken] = document.errors;
  if (broken)
    throw new ConfigError([`${at(broken.pos[0])}: this is not valid YAML (${broken.code}).`]);
  const { contents } = document;
  if (contents === null) return {};
  if (!isMap(contents)) throw new ConfigError([`${path} must hold names of settings with values.`]);
  const settings: Record<string, string> = {};
  const problems: string[] = [];
  for (const { key, value } of contents.items) {
    const name = isScalar(key) ? String(key.value) : '';
    const where = at((isScalar(key) ? key.range?.[0] : undefined) ?? 0);
    if (name === SCHEMA) continue;
    if (!names.includes(name)) problems.push(`${where}: ${name} is not a setting${meant(name)}`);
    else {
      const text = asText(name, (value as { toJS(of: unknown): unknown } | null)?.toJS(document));
      if (text === undefined)
        problems.push(
          `${where}: ${name} must be a text, a number, true, false, or a list of texts.`,
        );
      else settings[name] = text;
    }
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return settings;
}

const names = [...Object.keys(variables), ...secretVariables.map(fileVariableOf)];

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    throw new ConfigError([`The file of --config, ${path}, cannot be read (${code}).`]);
  }
}

/** A value as an environment variable would have it; null counts as unset, as an empty variable does. */
function asText(name: string, value: unknown): string | undefined {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return switched(name, value);
  const isList =
    Array.isArray(value) && value.every((item) => /^(string|number)$/.test(typeof item));
  return isList ? value.join(',') : undefined;
}

/** Some variables are switched by `on` and `off`, others by `1` and `0`. */
function switched(name: string, value: boolean): string {
  const { value: schema } = (variables as Readonly<Record<string, Variable>>)[name] ?? {};
  const [word, digit] = value ? ['on', '1'] : ['off', '0'];
  return (schema as z.ZodType | undefined)?.safeParse(digit).success ? digit : word;
}

function meant(name: string): string {
  const upper = name.toUpperCase();
  const [best] = names
    .map((known) => ({ known, edits: distance(upper, known) }))
    .toSorted((one, other) => one.edits - other.edits);
  return best && best.edits <= name.length * SIMILAR ? `. Did you mean ${best.known}?` : '.';
}
