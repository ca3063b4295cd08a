import { isJsonObject, type JsonObject } from '../posthog/api/json.ts';
import type { JsonSchema, OpenApiDocument } from '../posthog/api/openapi.ts';
import { shownValue, shownWord } from './shown-value.ts';

/** A place where an answer is not what the contract says. Contains nothing that people wrote into PostHog. */
export interface Misfit {
  /** Path with `[]` for list items and `*` for keys the contract does not name: `results[].feature_flag.filters`. */
  readonly path: string;
  /** What the contract says: `integer or null`. */
  readonly expected: string;
  /** What PostHog returned. */
  readonly found: string;
}

/** What was seen in an answer. */
export interface Findings {
  readonly misfits: Misfit[];
  /** Paths of properties that the contract does not have. */
  readonly unknown: string[];
}

type Path = string;

/**
 * Compares a value with its schema. Every misfit is reported, unlike in `schema-check.ts`, which is faster and stops at
 * the first; the places of misfits are patterns, so that one fault in all rows of a list is reported once.
 */
export function findingsIn(
  contract: OpenApiDocument,
  schema: JsonSchema,
  value: unknown,
): Findings {
  const findings: Findings = { misfits: [], unknown: [] };
  compare(contract, schema, value, '', findings);
  return { misfits: distinct(findings.misfits), unknown: [...new Set(findings.unknown)] };
}

function distinct(misfits: readonly Misfit[]): Misfit[] {
  return [...new Map(misfits.map((one) => [JSON.stringify(one), one])).values()];
}

function compare(
  contract: OpenApiDocument,
  reference: JsonSchema,
  value: unknown,
  path: Path,
  into: Findings,
): void {
  const schema = contract.resolve(reference);
  const branches = schema.anyOf ?? schema.oneOf;
  if (branches) {
    compareBranches(contract, branches, value, path, into);
    return;
  }
  const words = schema.const === undefined ? schema.enum : [schema.const];
  if (words && !words.includes(value)) {
    report(into, path, words.map((word) => JSON.stringify(word)).join(', '), shownWord(value));
    return;
  }
  const types = schema.type === undefined ? [] : [schema.type].flat();
  if (types.length > 0 && !types.some((type) => isOfType(value, type))) {
    report(into, path, types.join(' or '), shownValue(value));
    return;
  }
  if (schema['format'] === 'date-time' && typeof value === 'string' && !isDate(value))
    report(into, path, 'a date and time', shownValue(value));
  if (Array.isArray(value) && schema.items) {
    for (const item of value as unknown[]) compare(contract, schema.items, item, `${path}[]`, into);
  }
  if (isJsonObject(value)) compareFields(contract, schema, value, path, into);
}

function compareFields(
  contract: OpenApiDocument,
  schema: JsonSchema,
  value: JsonObject,
  path: Path,
  into: Findings,
): void {
  const { properties = {}, required = [], additionalProperties: others } = schema;
  const at = (name: string) => (path === '' ? name : `${path}.${name}`);
  for (const name of required) {
    const writeOnly = contract.resolve(properties[name] ?? {})['writeOnly'] === true;
    if (!(name in value) && !writeOnly) report(into, at(name), 'present', 'missing');
  }
  for (const [name, one] of Object.entries(value)) {
    const known = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (known) compare(contract, known, one, at(name), into);
    else if (typeof others === 'object') compare(contract, others, one, at('*'), into);
    // Where the contract names some properties, others are new ones of PostHog's; where it names none, they are data.
    else if (Object.keys(properties).length > 0 && isPropertyName(name))
      into.unknown.push(at(isFreeJson(path) ? '*' : name));
  }
}

/** Reports what is wrong with the branch of a union that the value was most likely meant to be. */
function compareBranches(
  contract: OpenApiDocument,
  branches: readonly JsonSchema[],
  value: unknown,
  path: Path,
  into: Findings,
): void {
  const tried = branches.map((branch) => {
    const findings: Findings = { misfits: [], unknown: [] };
    compare(contract, branch, value, path, findings);
    return { findings, isMeant: isMeant(contract, branch, value) };
  });
  const meant = tried.filter((one) => one.isMeant);
  const [best] = (meant.length > 0 ? meant : tried).toSorted(
    (one, other) => one.findings.misfits.length - other.findings.misfits.length,
  );
  if (!best) return;
  if (meant.length > 0 || best.findings.misfits.length === 0) {
    into.misfits.push(...best.findings.misfits);
    into.unknown.push(...best.findings.unknown);
    return;
  }
  const kinds = branches.map((branch) => kindOf(contract, branch));
  const hasWords = branches.some((branch) => listsWords(contract, branch));
  const tags = isJsonObject(value)
    ? tagsOf(value)
    : hasWords
      ? shownWord(value)
      : shownValue(value);
  report(into, path, [...new Set(kinds)].join(' or '), tags);
}

/** True when the value has the constants that tell a branch from the others, or the type of a branch without any. */
function isMeant(contract: OpenApiDocument, branch: JsonSchema, value: unknown): boolean {
  const schema = contract.resolve(branch);
  if (schema.anyOf ?? schema.oneOf)
    return (schema.anyOf ?? schema.oneOf ?? []).some((inner) => isMeant(contract, inner, value));
  const words = schema.const === undefined ? schema.enum : [schema.const];
  if (words) return words.includes(value);
  const types = [schema.type ?? []].flat();
  if (types.length > 0 && !types.some((type) => isOfType(value, type))) return false;
  if (!isJsonObject(value)) return true;
  return Object.entries(schema.properties ?? {}).every(([name, property]) => {
    const { const: constant } = contract.resolve(property);
    return constant === undefined || value[name] === constant;
  });
}

/** How a branch is named in a report: its constants, else its type. */
function kindOf(contract: OpenApiDocument, branch: JsonSchema): string {
  const schema = contract.resolve(branch);
  const inner = schema.anyOf ?? schema.oneOf;
  if (inner) return [...new Set(inner.map((one) => kindOf(contract, one)))].join(' or ');
  const constants = Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    const { const: constant } = contract.resolve(property);
    return constant === undefined ? [] : [`${name} ${JSON.stringify(constant)}`];
  });
  if (constants.length > 0) return constants.join(' and ');
  if (schema.enum) return schema.enum.map((word) => JSON.stringify(word)).join(' or ');
  return [schema.type ?? 'anything'].flat().join(' or ');
}

/** True where the value may be a word of a list; anywhere else a text is what somebody wrote. */
function listsWords(contract: OpenApiDocument, branch: JsonSchema): boolean {
  const { enum: words, const: word, anyOf, oneOf } = contract.resolve(branch);
  const inner = anyOf ?? oneOf ?? [];
  return (
    (words ?? []).some(isText) || isText(word) || inner.some((one) => listsWords(contract, one))
  );
}

const isText = (value: unknown) => typeof value === 'string' && value !== '';

const tagsOf = (value: JsonObject): string =>
  ['kind', 'metric_type', 'type']
    .filter((name) => name in value)
    .map((name) => `${name} ${shownWord(value[name])}`)
    .join(' and ') || shownValue(value);

function report({ misfits }: Findings, path: Path, expected: string, found: string): void {
  misfits.push({ path: path === '' ? 'the answer' : path, expected, found });
}

function isOfType(value: unknown, type: string): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isJsonObject(value);
    case 'integer':
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}

const isDate = (text: string) => !Number.isNaN(Date.parse(text));
/** Settings in which PostHog stores whatever properties a caller sends. */
const isFreeJson = (path: Path) => /(?:^|\.)(?:parameters|stats_config)(?:\.|$)/.test(path);
/** PostHog's own properties are identifiers; anything else may be what somebody wrote. */
const isPropertyName = (name: string) => /^[a-z_$][a-z0-9_$]{0,60}$/i.test(name);
