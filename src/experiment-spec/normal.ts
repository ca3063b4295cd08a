type Fields = Readonly<Record<string, unknown>>;

/**
 * A spec in the one form that all specs have that mean the same to PostHog, which fills in some values and drops
 * others. Two specs are to be compared in this form, and what is sent has it.
 */
export function normalSpec<Spec extends object>(spec: Spec): Spec {
  const { description, flag, statsConfig, exposureCriteria } = spec as Fields;
  return {
    ...spec,
    // PostHog stores an empty text for none.
    ...(description === '' && { description: null }),
    ...(isFields(flag) && { flag: normalFlag(flag) }),
    // Neither of these can be nothing: PostHog fills in the default, or refuses it.
    ...(isFields(statsConfig) && { statsConfig: without(statsConfig, 'method', isNothing) }),
    ...(isFields(exposureCriteria) && {
      exposureCriteria: without(exposureCriteria, 'filterTestAccounts', isNothing),
    }),
  };
}

function normalFlag(flag: Fields): Fields {
  const { variants, ensureExperienceContinuity: continuity } = flag;
  return {
    ...flag,
    ...(Array.isArray(variants) && {
      variants: variants.map((variant: Fields) =>
        without(variant, 'name', (name) => isNothing(name) || name === ''),
      ),
    }),
    ...(continuity === null && { ensureExperienceContinuity: false }),
  };
}

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
const isNothing = (value: unknown): boolean => value == null;

function without(fields: Fields, name: string, isLeftOut: (value: unknown) => boolean): Fields {
  const { [name]: value, ...rest } = fields;
  return isLeftOut(value) ? rest : fields;
}
