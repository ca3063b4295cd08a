import type { JsonObject } from '../../model/entities.ts';

export type TemplateKey = 'cost' | 'latency' | 'eval_pass_rate';

/** A predefined metric for comparing versions of an LLM prompt. */
export interface PromptTemplate {
  key: TemplateKey;
  label: string;
  description: string;
  /** The metric over the generations of one prompt. */
  metric: (promptName: string) => JsonObject;
}

const exactly = (key: string, value: string): JsonObject => ({
  key,
  type: 'event',
  value: [value],
  operator: 'exact',
});

const ofPrompt = (event: string, promptName: string, more: JsonObject = {}): JsonObject => ({
  kind: 'EventsNode',
  event,
  properties: [exactly('$ai_prompt_name', promptName)],
  ...more,
});

const summed =
  (name: string, property: string) =>
  (promptName: string): JsonObject => ({
    kind: 'ExperimentMetric',
    metric_type: 'mean',
    name,
    goal: 'decrease',
    source: ofPrompt('$ai_generation', promptName, { math: 'sum', math_property: property }),
  });

/** In the order of GET prompt_templates (docs/posthog/other-operations.md#prompt-templates). */
export const PROMPT_TEMPLATES: readonly PromptTemplate[] = [
  {
    key: 'cost',
    label: 'Cost',
    description: 'What the generations of the prompt cost in US dollars, summed per user.',
    metric: summed('Cost', '$ai_total_cost_usd'),
  },
  {
    key: 'latency',
    label: 'Latency',
    description: 'How many seconds users waited for generations of the prompt, summed per user.',
    metric: summed('Latency', '$ai_latency'),
  },
  {
    key: 'eval_pass_rate',
    label: 'Eval pass rate',
    description: 'Which share of the evaluations of the prompt passed.',
    metric: (promptName) => ({
      kind: 'ExperimentMetric',
      metric_type: 'ratio',
      name: 'Eval pass rate',
      goal: 'increase',
      numerator: ofPrompt('$ai_evaluation', promptName, {
        math: 'total',
        properties: [
          exactly('$ai_prompt_name', promptName),
          exactly('$ai_evaluation_result', 'true'),
        ],
      }),
      denominator: ofPrompt('$ai_evaluation', promptName, { math: 'total' }),
    }),
  },
];
