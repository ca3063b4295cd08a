/** The tag of a shared metric, and the word in the name of any metric, that makes a secondary metric a guardrail. */
export const GUARDRAIL = 'guardrail';

const WORD = new RegExp(`\\b${GUARDRAIL}\\b`, 'i');
const SUFFIX = ` (${GUARDRAIL})`;

/** True for the name of a secondary metric that must not get worse. */
export const isGuardrailName = (name: string): boolean => WORD.test(name);

type Fields = Readonly<Record<string, unknown>>;

/** A secondary metric in PostHog's form: what `guardrail` says becomes part of its name. */
export function withStoredName({ guardrail, ...metric }: Fields): Fields {
  const { name } = metric;
  if (guardrail !== true || typeof name !== 'string' || isGuardrailName(name)) return metric;
  return { ...metric, name: `${name}${SUFFIX}` };
}

/** A secondary metric as a spec has it: with `guardrail: true` where the stored name says so. */
export function withGuardrail(metric: Fields): Fields {
  const { name, ...rest } = metric;
  if (typeof name !== 'string' || !isGuardrailName(name)) return metric;
  const short = name.endsWith(SUFFIX) ? name.slice(0, -SUFFIX.length) : '';
  // A name that has the word elsewhere too would be stored without the suffix.
  const isPlain = short !== '' && short.trim() === short && !isGuardrailName(short);
  return { ...rest, name: isPlain ? short : name, guardrail: true };
}

/**
 * The metrics that a name refers to: those that PostHog stores with it, or else those that a spec has with it.
 * @param stored metrics with their names in PostHog
 */
export function metricsWithName<Metric extends { readonly name?: unknown }>(
  stored: readonly Metric[],
  wanted: string,
): readonly Metric[] {
  const exact = stored.filter(({ name }) => name === wanted);
  if (exact.length > 0) return exact;
  return stored.filter(({ name }) => withGuardrail({ name })['name'] === wanted);
}
