import { checkMetric } from './check-metric.ts';
import type { ExperimentForm } from './form.ts';
import { FoundFaults } from './found-faults.ts';
import type { Fault } from './faults.ts';

const MAX_VARIANTS = 20;

/**
 * What PostHog would refuse, and what would not be what was meant, before anything is sent.
 * @param saved what is stored: it may break rules that are newer than itself, and is not sent unless it was changed
 */
export function checkForm(form: ExperimentForm, saved: ExperimentForm): Fault[] {
  const faults = new FoundFaults();
  faults.required('name', form.name, 'Give the experiment a name.');
  faults.atMost('name', form.name, 400);
  faults.atMost('description', form.description, 3000);
  const isNew = saved.featureFlagKey === '';
  if (isNew) checkFlagKey(faults, form);
  if (!form.existingFlag && (isNew || !isSame(form.variants, saved.variants)))
    checkVariants(faults, form);
  for (const row of form.metrics) {
    if (row.kind === 'own' && !isSame(row.metric, row.stored?.metric))
      checkMetric(faults, row.metric, `metric.${row.id}`);
  }
  faults.number(
    'rolloutPercentage',
    form.rolloutPercentage,
    { min: 0, max: 100 },
    'The share of people is a number from 0 to 100.',
  );
  checkStatistics(faults, form);
  checkPlan(faults, form);
  return faults.found;
}

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

function checkFlagKey(faults: FoundFaults, { featureFlagKey: key }: ExperimentForm): void {
  faults.required('featureFlagKey', key, 'Give the key that code asks for.');
  if (key.trim() !== '' && !/^[\w-]+$/.test(key.trim()))
    faults.add('featureFlagKey', 'Use letters, digits, hyphens and underscores only.');
  faults.atMost('featureFlagKey', key, 400);
}

function checkVariants(faults: FoundFaults, { variants }: ExperimentForm): void {
  if (variants.length < 2)
    faults.add('variants', 'An experiment needs a baseline and at least one variant to test.');
  if (variants.length > MAX_VARIANTS)
    faults.add('variants', `At most ${MAX_VARIANTS} variants are possible.`);
  const seen = new Set<string>();
  for (const [index, variant] of variants.entries()) {
    const path = `variants.${index}`;
    faults.required(`${path}.key`, variant.key, 'Give the variant a key.');
    if (variant.key.trim() !== '' && seen.has(variant.key.trim()))
      faults.add(`${path}.key`, `There is another variant “${variant.key.trim()}”.`);
    seen.add(variant.key.trim());
    faults.required(`${path}.rolloutPercentage`, variant.share, 'Give a share.');
    faults.number(
      `${path}.rolloutPercentage`,
      variant.share,
      { min: 0, max: 100 },
      'A share is a number from 0 to 100.',
    );
  }
  const sum = variants.reduce((total, { share }) => total + Number(share), 0);
  // Thirds are typed as 33.33, 33.33 and 33.34.
  if (Number.isFinite(sum) && Math.abs(sum - 100) > 0.001)
    faults.add('variants', `The shares must add up to 100; they are ${Number(sum.toFixed(2))}.`);
}

function checkStatistics(faults: FoundFaults, { statistics }: ExperimentForm): void {
  const { method, confidence } = statistics;
  faults.number(
    'statsConfig.confidenceLevel',
    confidence,
    { min: 50, max: 99.99 },
    'A level is a percentage from 50 to 99.99, such as 95.',
  );
  if (confidence.trim() !== '' && method === '')
    faults.add('statsConfig.method', 'A level of its own needs a method.');
}

function checkPlan(faults: FoundFaults, { plan }: ExperimentForm): void {
  faults.number(
    'runningTime.minimumDetectableEffect',
    plan.effect,
    { min: Number.MIN_VALUE },
    'The effect is a percentage above 0.',
  );
  faults.number(
    'runningTime.recommendedSampleSize',
    plan.people,
    { min: 0 },
    'The number of people is 0 or more.',
  );
  faults.number(
    'runningTime.recommendedRunningTimeDays',
    plan.days,
    { min: 0 },
    'The number of days is 0 or more.',
  );
}
