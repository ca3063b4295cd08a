import { createFromPrompt } from '../domain/prompt/create-from-prompt.ts';
import { PROMPT_TEMPLATES } from '../domain/prompt/templates.ts';
import { defineRoute } from '../model/route.ts';
import type { SandboxRoute } from '../model/route.ts';
import { answeredExperiment } from '../wire/experiment.ts';

const BASE = '/api/projects/{project_id}/experiments/';

export const promptRoutes: SandboxRoute[] = [
  defineRoute({
    operation: 'experiments_prompt_templates_retrieve',
    method: 'GET',
    path: `${BASE}prompt_templates/`,
    scopes: ['experiment:read'],
    handler: () => ({
      status: 200,
      body: PROMPT_TEMPLATES.map(({ key, label, description }) => ({ key, label, description })),
    }),
  }),
  defineRoute({
    operation: 'experiments_create_from_prompt_create',
    method: 'POST',
    path: `${BASE}create_from_prompt/`,
    scopes: ['experiment:write', 'llm_prompt:read'],
    handler: (request) => ({
      status: 201,
      body: answeredExperiment(request, createFromPrompt(request)),
    }),
  }),
];
