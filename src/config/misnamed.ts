import { distance } from 'fastest-levenshtein';
import type { Environment } from './config.ts';
import { fileVariableOf, secretVariables, variables } from './variables.ts';

/** An environment variable that is not a setting, but looks like one. */
export interface MisnamedVariable {
  readonly name: string;
  /** The setting that was probably meant. */
  readonly meant: string;
  /** A sentence for whoever started the process. Contains no value, which may be a secret. */
  readonly message: string;
}

const settings = [...Object.keys(variables), ...secretVariables.map(fileVariableOf)];

/** Variables that this product does not read, but whose names suggest that somebody expects it to. */
export function misnamedVariables(environment: Environment): readonly MisnamedVariable[] {
  return Object.entries(environment).flatMap(([name, value]) => {
    if (!value?.trim() || settings.includes(name) || isOfService(name, environment)) return [];
    const meant = settingMeantBy(name);
    if (meant === undefined) return [];
    return [{ name, meant, message: `${name} is not a setting. Did you mean ${meant}?` }];
  });
}

/** Kubernetes describes each service of a namespace in variables such as POSTHOG_SERVICE_HOST and POSTHOG_PORT. */
function isOfService(name: string, environment: Environment): boolean {
  const service = /^(\w+?)_(?:SERVICE_(?:HOST|PORT)|PORT)(?:_\w+)?$/.exec(name)?.[1];
  return service !== undefined && environment[`${service}_SERVICE_HOST`] !== undefined;
}

/** Words that people use for each other in names of variables. */
const synonyms: Readonly<Record<string, string>> = {
  SECRET: 'KEY',
  TOKEN: 'KEY',
  URL: 'HOST',
  ADDRESS: 'HOST',
  DOMAIN: 'HOST',
  ENDPOINT: 'HOST',
  TEAM: 'PROJECT',
};

/** The words of a name in the singular, with one word for those of the same meaning. */
function wordsOf(name: string): readonly string[] {
  const words = name.toUpperCase().split(/[_.-]+/);
  return words.map((word) => word.replace(/S$/, '')).map((word) => synonyms[word] ?? word);
}

const contains = (all: readonly string[], some: readonly string[]) =>
  some.every((word) => all.includes(word));

/** The setting whose name is most like this one: first those whose words it contains, then by edit distance. */
function settingMeantBy(name: string): string | undefined {
  const words = wordsOf(name);
  const likely = settings
    .filter((setting) => isLike(words, wordsOf(setting)))
    .map((setting) => {
      const own = wordsOf(setting);
      const missing = contains(words, own) ? 0 : 1;
      return { setting, missing, edits: distance(words.join(''), own.join('')) };
    });
  const [best] = likely.toSorted(
    (one, other) => one.missing - other.missing || one.edits - other.edits,
  );
  return best?.setting;
}

/** Shorter names, such as HOST, resemble too many others. */
const SHORTEST = 7;

function isLike(words: readonly string[], own: readonly string[]): boolean {
  // Every variable that starts with POSTHOG_ counts as an attempt at a setting.
  if (words[0] === 'POSTHOG') return own[0] === 'POSTHOG';
  // A standard of many variables, of which a few are read here: only what is nearly the same is a mistake.
  if (words[0] === 'OTEL') return distance(words.join(''), own.join('')) <= 2;
  const [text, setting] = [words.join(''), own.join('')];
  if (setting.length < SHORTEST || text[0] !== setting[0]) return false;
  if (distance(text, setting) <= Math.max(1, Math.floor(setting.length / 5))) return true;
  if (own[0] !== words[0] || words.length < 2) return false;
  return contains(words, own) || contains(own, words);
}
