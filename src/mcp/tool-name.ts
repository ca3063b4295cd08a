import type { OperationMethod, Operation } from '../posthog/api/operations.ts';

const PROJECT_SCOPE = /^projects\/\{project_id\}\/(?=.)/;

const verbs: Readonly<Record<OperationMethod, string>> = {
  GET: 'get',
  POST: 'create',
  PUT: 'replace',
  PATCH: 'update',
  DELETE: 'delete',
};

/**
 * The name of an operation's tool, from its path and method alone, as PostHog names its own tools:
 * the resource in the singular, then the action. The action is the word after the row or the collection
 * (`…/{id}/launch/`, `…/stats/`); without one it is the method (`list`, `get`, `create`, `replace` for PUT,
 * `update` for PATCH, `delete`). A GET of an object below an action ends in `-get`, to distinguish it from the
 * POST that creates such objects. `@me` counts as an id.
 */
export function toolName({ method, path }: Pick<Operation, 'method' | 'path'>): string {
  const below = path.replace(/^\/api\//, '').replace(PROJECT_SCOPE, '');
  const [resource = '', ...rest] = below.split('/').filter(Boolean);
  const words = rest.filter((segment) => !isPlaceholder(segment));
  const ofOneThing = isPlaceholder(rest.at(-1) ?? '');
  if (words.length === 0) {
    const verb = method === 'GET' && !ofOneThing ? 'list' : verbs[method];
    return kebab([singular(resource), verb]);
  }
  const read = method === 'GET' && ofOneThing ? ['get'] : [];
  return kebab([singular(resource), ...words, ...read]);
}

const isPlaceholder = (segment: string) => /^[{@]/.test(segment);
const singular = (plural: string) => plural.replace(/ies$/, 'y').replace(/s$/, '');
const kebab = (parts: readonly string[]) => parts.join('-').replaceAll('_', '-');
