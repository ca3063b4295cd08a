import type { Experiment, FlagVariant, JsonObject } from '../../model/entities.ts';
import { invalid } from '../../model/errors.ts';
import { createExperiment } from '../experiment/create.ts';
import type { ProjectRequest } from '../../model/route.ts';
import {
  bodyObject,
  choice,
  integer,
  listOf,
  need,
  optional,
  text,
} from '../../validation/fields.ts';
import type { Field } from '../../validation/fields.ts';
import { PROMPT_TEMPLATES } from './templates.ts';
import type { TemplateKey } from './templates.ts';

interface Wish {
  prompt: string;
  versions: number[];
  templates: TemplateKey[];
  name: string | undefined;
  key: string | undefined;
  description: string | undefined;
}

/**
 * Creates a draft that splits users between versions of an LLM prompt
 * (docs/posthog/other-operations.md#experiments-from-prompts). @throws ApiError 400
 */
export function createFromPrompt(request: ProjectRequest): Experiment {
  const wish = readWish(bodyObject(request.body));
  requireVersions(request, wish);
  const name = wish.name ?? defaultName(wish);
  const variants = variantsFor(wish.versions);
  return createExperiment(
    request,
    {
      name,
      feature_flag_key: flagKey(request, wish, name),
      description: wish.description ?? '',
      parameters: {
        prompt_metadata: { name: wish.prompt, versions: wish.versions, templates: wish.templates },
      },
      metrics: PROMPT_TEMPLATES.filter(({ key }) => wish.templates.includes(key)).map(
        ({ metric }) => metric(wish.prompt),
      ),
      // A prompt may be tested before its first generation was captured.
      allow_unknown_events: true,
    },
    { variants, payloads: payloadsFor(wish, variants) },
  );
}

const template = choice(...PROMPT_TEMPLATES.map(({ key }) => key));

const version: Field<number> = (value, attr) => {
  const number = integer(value, attr);
  if (number < 1) {
    throw invalid('Ensure this value is greater than or equal to 1.', attr, 'min_value');
  }
  return number;
};

/** A list with limits on its length and without duplicates. */
const distinct =
  <Value>(item: Field<Value>, least: number, most: number): Field<Value[]> =>
  (value, attr) => {
    const values = listOf(item)(value, attr);
    if (values.length < least) {
      throw invalid(`Ensure this field has at least ${least} elements.`, attr, 'min_length');
    }
    if (values.length > most) {
      throw invalid(`Ensure this field has no more than ${most} elements.`, attr, 'max_length');
    }
    if (new Set(values).size < values.length) {
      throw invalid(`${attr} must not contain duplicates.`, attr);
    }
    return values;
  };

const readWish = (body: JsonObject): Wish => ({
  prompt: need(body, 'prompt_name', text()),
  versions: need(body, 'versions', distinct(version, 2, 10)),
  templates: need(body, 'templates', distinct(template, 1, PROMPT_TEMPLATES.length)),
  name: optional(body, 'name', text({ max: 400 })),
  key: optional(body, 'feature_flag_key', text({ max: 400 })),
  description: optional(body, 'description', text({ blank: true, max: 3_000 })),
});

function requireVersions({ store, project }: ProjectRequest, { prompt, versions }: Wish): void {
  const known = store.prompts.by('project', project.id).find(({ name }) => name === prompt);
  const missing = versions.filter((number) => !known?.versions.includes(number));
  if (missing.length > 0) {
    throw invalid(`Versions not found for prompt '${prompt}': [${missing.join(', ')}]`, 'versions');
  }
}

const defaultName = ({ prompt, versions, templates }: Wish): string =>
  `${prompt}: ${versions.map((number) => `v${number}`).join(', ')} (${templates.join(', ')})`;

/** Even percentages; the last variant gets the remainder. */
function variantsFor(versions: readonly number[]): FlagVariant[] {
  const share = Math.floor(100 / versions.length);
  return versions.map((number, index) => ({
    key: variantKey(index, versions.length),
    name: `v${number}`,
    rollout_percentage: index === versions.length - 1 ? 100 - share * (versions.length - 1) : share,
  }));
}

function variantKey(index: number, count: number): string {
  if (index === 0) return 'control';
  return count === 2 ? 'test' : `test-${index}`;
}

const payloadsFor = ({ prompt, versions }: Wish, variants: FlagVariant[]): Record<string, string> =>
  Object.fromEntries(
    variants.map(({ key }, index) => [
      key,
      JSON.stringify({ prompt_name: prompt, prompt_version: versions[index] }),
    ]),
  );

/** The requested key, or a free one derived from the name. @throws ApiError 400 when it is taken */
function flagKey({ store, project }: ProjectRequest, { key }: Wish, name: string): string {
  const isFree = (candidate: string): boolean => !store.flagByKey(project.id, candidate);
  if (key !== undefined) {
    if (isFree(key)) return key;
    throw invalid(
      `Feature flag '${key}' already exists for this team. Pick a different key, or omit this field to auto-generate one.`,
      'feature_flag_key',
    );
  }
  const slug = slugOf(name);
  let candidate = slug;
  for (let number = 2; !isFree(candidate); number += 1) candidate = `${slug}-${number}`;
  return candidate;
}

/** Django's slugify. */
const slugOf = (name: string): string =>
  name
    .normalize('NFKD')
    .replaceAll(/[^\w\s-]/g, '')
    .trim()
    .toLowerCase()
    .replaceAll(/[-\s]+/g, '-')
    .replaceAll(/^[-_]+|[-_]+$/g, '') || 'prompt-experiment';
