import { distance } from 'fastest-levenshtein';
import { LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { operations, type OperationId } from '../../posthog/api/operations.ts';
import { effects, type Effect, type Policy, type Role } from './policy.ts';
import { policyFile, type PolicyFile, type RoleOfFile } from './policy-file.ts';

/** What is wrong with a policy, one sentence with a line number each. Contains no secret: a policy has none. */
export class PolicyError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'PolicyError';
    this.problems = problems;
  }
}

/** Operations by the name of the GraphQL mutation that makes their call. */
export type MutationNames = ReadonlyMap<string, OperationId>;

/** A problem at a place of the file: names of properties and indexes of lists. */
interface Fault {
  readonly at: readonly PropertyKey[];
  readonly message: string;
}

/**
 * Reads a policy from YAML or JSON.
 * @throws PolicyError with all problems
 */
export function readPolicy(text: string, mutations: MutationNames): Policy {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  if (document.errors.length > 0)
    throw new PolicyError(
      document.errors.map(
        ({ message, pos }) =>
          `Line ${lines.linePos(pos[0]).line}: ${message.split(/ at line |:\n/)[0]}.`,
      ),
    );
  const parsed = policyFile.safeParse(document.toJS());
  const { policy, faults } = parsed.success
    ? toPolicy(parsed.data, mutations)
    : { policy: undefined, faults: parsed.error.issues.flatMap(faultsOf) };
  if (policy && faults.length === 0) return policy;
  throw new PolicyError(
    faults.map(
      ({ at, message }) =>
        `Line ${lineOf(document, lines, at)}: ${message}${message.endsWith('?') ? '' : '.'}`,
    ),
  );
}

function faultsOf(issue: z.core.$ZodIssue): Fault[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      at: [...issue.path, key],
      message: `${[...issue.path, key].join('.')} is not a setting of a policy`,
    }));
  const { path, message } = issue;
  return [{ at: path, message: `${path.join('.') || 'the file'}: ${message}` }];
}

/** The line of a place, or of the nearest place around it that the file has. */
function lineOf(document: Document, lines: LineCounter, at: readonly PropertyKey[]): number {
  for (let length = at.length; length > 0; length -= 1) {
    const node = document.getIn(at.slice(0, length), true);
    const { range } = (node ?? {}) as { readonly range?: readonly [number, ...number[]] };
    if (range) return lines.linePos(range[0]).line;
  }
  return 1;
}

function toPolicy(
  file: PolicyFile,
  mutations: MutationNames,
): { readonly policy: Policy; readonly faults: readonly Fault[] } {
  const faults: Fault[] = [];
  const roles = new Map<string, Role>();
  for (const [name, one] of Object.entries(file.roles)) {
    const { role, wrong } = toRole(name, one, mutations);
    roles.set(name, role);
    faults.push(...wrong);
  }
  const named = (name: string, at: readonly PropertyKey[]) => {
    const role = roles.get(name);
    if (!role)
      faults.push({ at, message: `there is no role ${name}${suggestion(name, roles.keys())}` });
    return role;
  };
  const callers = new Map<string, Role>();
  for (const [caller, name] of Object.entries(file.callers ?? {})) {
    const role = named(name, ['callers', caller]);
    if (role) callers.set(caller, role);
  }
  const { defaultRole, ownKeys = {} } = file;
  const policy = {
    roles,
    callers,
    defaultRole: defaultRole === undefined ? undefined : named(defaultRole, ['defaultRole']),
    ownKeys: {
      requestsPerMinute: ownKeys.requestsPerMinute,
      introspection: ownKeys.introspection ?? true,
    },
  };
  return { policy, faults };
}

function toRole(
  name: string,
  one: RoleOfFile,
  mutations: MutationNames,
): { readonly role: Role; readonly wrong: readonly Fault[] } {
  const wrong: Fault[] = [];
  const idOf = (word: string, at: readonly PropertyKey[]): OperationId[] => {
    const id = mutations.get(word) ?? (Object.hasOwn(operations, word) ? word : undefined);
    if (id !== undefined) return [id as OperationId];
    const known = [...effects, ...mutations.keys(), ...Object.keys(operations)];
    wrong.push({
      at,
      message: `${word} is no effect, operation or mutation${suggestion(word, known)}`,
    });
    return [];
  };
  const idsOf = (words: readonly string[], list: 'allow' | 'deny') =>
    words.flatMap((word, index) =>
      list === 'allow' && isEffect(word) ? [] : idOf(word, ['roles', name, list, index]),
    );
  const {
    allow,
    deny = [],
    projects,
    budgetPercent,
    requestsPerMinute,
    introspection = true,
  } = one;
  const allowedEffects = allow.filter(isEffect);
  const allowed = idsOf(allow, 'allow');
  const denied = idsOf(deny, 'deny');
  const ids = projects?.map((id) => String(id).toLowerCase());
  const role: Role = {
    name,
    effects: new Set(allowedEffects),
    allowed: new Set(allowed),
    denied: new Set(denied),
    projects: ids && new Set(ids),
    budgetPercent,
    requestsPerMinute,
    introspection,
    rules: JSON.stringify([
      name,
      ...[allowedEffects, allowed, denied, ids].map(sorted),
      introspection,
    ]),
  };
  return { role, wrong };
}

/** Rules are the same in whatever order they are written. */
const sorted = (items: readonly string[] | undefined) => items && [...new Set(items)].toSorted();

const isEffect = (word: string): word is Effect => (effects as readonly string[]).includes(word);

/** Names that differ in more letters than this are probably not meant. */
const SIMILAR = 0.4;

function suggestion(word: string, known: Iterable<string>): string {
  const [best] = [...known]
    .map((name) => ({ name, edits: distance(word.toLowerCase(), name.toLowerCase()) }))
    .toSorted((one, other) => one.edits - other.edits);
  return best && best.edits <= Math.max(2, word.length * SIMILAR)
    ? `. Did you mean ${best.name}?`
    : '';
}
