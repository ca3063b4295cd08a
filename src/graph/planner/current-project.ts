import { getNamedType, isInputObjectType, type GraphQLArgument } from 'graphql';
import type { FieldArguments, FieldUpstream } from './field-cost.ts';

/** PostHog's name for the project that the owner of a key has open. It means another one for another key. */
export const CURRENT = '@current';

/** What of a field says whether it needs the number of the current project. */
export interface RootField {
  readonly args: readonly GraphQLArgument[];
  readonly extensions: { readonly upstream?: FieldUpstream | undefined };
}

/** Longer texts are no ids of this API. */
const LONGEST_ID = 200;

/** How `:@current:` reads in base64url, by where it begins within a group of three bytes. */
const ENCODED = [0, 1, 2].map((shift) => {
  const text = Buffer.from(`${'x'.repeat(shift)}:${CURRENT}:`).toString('base64url');
  return text.slice(shift === 0 ? 0 : 4, Math.floor((shift + 10) / 3) * 4);
});

/** The type and the rest of an id that was made under `@current`, as clients of earlier versions may hold it. */
function partsOfOldId(text: string): readonly [typename: string, rest: string] | undefined {
  if (text.length > LONGEST_ID || !ENCODED.some((part) => text.includes(part))) return undefined;
  const match = /^([A-Za-z]+):@current:(.+)$/s.exec(Buffer.from(text, 'base64url').toString());
  return match ? [match[1]!, match[2]!] : undefined;
}

const isProjectName = (name: string) => name === 'projectId' || name === 'targetProjectId';

/** True when a value among the arguments of a field is `@current`, or an id with `@current` inside. */
function mentionsCurrent(value: unknown, name = ''): boolean {
  if (typeof value === 'string') {
    return value === CURRENT ? isProjectName(name) : partsOfOldId(value) !== undefined;
  }
  if (Array.isArray(value)) return value.some((item) => mentionsCurrent(item));
  if (!isPlainObject(value)) return false;
  for (const key in value) if (mentionsCurrent(value[key], key)) return true;
  return false;
}

/** The same value with the number of the project wherever {@link mentionsCurrent} finds `@current`. */
function withoutCurrent(value: unknown, projectId: string, name = ''): unknown {
  if (typeof value === 'string') {
    if (value === CURRENT) return isProjectName(name) ? projectId : value;
    const parts = partsOfOldId(value);
    return parts
      ? Buffer.from(`${parts[0]}:${projectId}:${parts[1]}`).toString('base64url')
      : value;
  }
  if (Array.isArray(value)) return value.map((item) => withoutCurrent(item, projectId));
  if (!isPlainObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, withoutCurrent(item, projectId, key)]),
  );
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Where a field takes the project: by an argument, by a field of its `input`, or not at all. */
type ProjectPlace = 'argument' | 'input' | undefined;

const places = new WeakMap<readonly GraphQLArgument[], { readonly at: ProjectPlace }>();

function placeOfProject(args: readonly GraphQLArgument[]): ProjectPlace {
  let place = places.get(args);
  if (!place) places.set(args, (place = { at: findPlace(args) }));
  return place.at;
}

function findPlace(args: readonly GraphQLArgument[]): ProjectPlace {
  if (args.some(({ name }) => name === 'projectId')) return 'argument';
  const input = args.find(({ name }) => name === 'input');
  const type = input && getNamedType(input.type);
  return isInputObjectType(type) && 'projectId' in type.getFields() ? 'input' : undefined;
}

/** True for PostHog's number in place of an `id`, which names no project. */
export const isNumberOfPostHog = (id: unknown): boolean => /^\d{1,10}$/.test(String(id));

/** True for an `id` that names its project itself. */
const namesProject = (id: unknown) => typeof id === 'string' && !isNumberOfPostHog(id);

/**
 * True when a reference of a gateway needs the number of the project that `@current` means: it names `@current`, or
 * names its object by a number alone where `@current` is the configured project.
 */
export function referenceNeedsProject(reference: unknown, configured: string): boolean {
  if (mentionsCurrent(reference)) return true;
  return configured === CURRENT && isPlainObject(reference) && lacksProject(reference);
}

const lacksProject = ({ id, projectId }: FieldArguments) =>
  projectId === undefined && isNumberOfPostHog(id);

/** Such a reference with the number of the project. */
export function withProjectOf<Reference extends FieldArguments>(
  reference: Reference,
  projectId: string,
): Reference {
  // The same fields, with other texts.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const named = withoutCurrent(reference, projectId) as Reference;
  return lacksProject(named) ? { ...named, projectId } : named;
}

/**
 * True when a root field of a document needs the number of the project that `@current` means: its arguments name
 * `@current`, or name no project where `@current` is the configured one.
 */
export function needsCurrentProject(
  { args: definitions, extensions }: RootField,
  args: FieldArguments,
  configured: string,
): boolean {
  const { project } = extensions.upstream ?? {};
  if (project === 'answered') return false;
  if (project === 'id') return (args['id'] ?? configured) === CURRENT;
  if (project === 'references') {
    const { representations } = args;
    return [representations].flat().some((one) => referenceNeedsProject(one, configured));
  }
  if (mentionsCurrent(args)) return true;
  if (configured !== CURRENT) return false;
  const place = placeOfProject(definitions);
  if (place === undefined) return false;
  const names = (place === 'input' ? args['input'] : args) as FieldArguments | null | undefined;
  return names?.['projectId'] == null && !namesProject(names?.['id'] ?? names?.['experimentId']);
}

/** The arguments of such a field with the number in place of `@current`. */
export function withProjectNumber(
  { args: definitions, extensions }: RootField,
  args: FieldArguments,
  projectId: string,
): FieldArguments {
  if (extensions.upstream?.project === 'id') return { ...args, id: projectId };
  const named = withoutCurrent(args, projectId) as FieldArguments;
  const place = placeOfProject(definitions);
  if (place === 'argument') return { ...named, projectId: named['projectId'] ?? projectId };
  if (place !== 'input') return named;
  const input = named['input'] as FieldArguments;
  return { ...named, input: { ...input, projectId: input['projectId'] ?? projectId } };
}
