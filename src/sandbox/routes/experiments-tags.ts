import { saveTags } from '../domain/experiment/tags.ts';
import { defineRoute } from '../model/route.ts';
import type { SandboxRoute } from '../model/route.ts';
import { bodyObject, choice, integer, listOf, need, text } from '../validation/fields.ts';
import { invalid } from '../model/errors.ts';

const MAX_IDS = 500;

export const experimentTagRoutes: SandboxRoute[] = [
  defineRoute({
    operation: 'experiments_bulk_update_tags_create',
    method: 'POST',
    path: '/api/projects/{project_id}/experiments/bulk_update_tags/',
    scopes: ['experiment:write'],
    handler(request) {
      const body = bodyObject(request.body);
      const ids = need(body, 'ids', listOf(integer));
      if (ids.length > MAX_IDS) {
        throw invalid(
          `Ensure this field has no more than ${MAX_IDS} elements.`,
          'ids',
          'max_length',
        );
      }
      const action = need(body, 'action', choice('add', 'remove', 'set'));
      const tags = need(body, 'tags', listOf(text()));
      return { status: 200, body: saveTags(request, ids, action, tags) };
    },
  }),
];
