/** The experiment that a spec is about. */
export interface Claim {
  readonly name: string;
  readonly featureFlagKey: string;
  /** As it is in PostHog; null for one that would be created. */
  readonly experiment: { readonly id: number | string; readonly name: string } | null;
  /** What a message calls the spec, such as "another spec". */
  readonly label: string;
}

/**
 * What is wrong where several specs are about one experiment, which they would change back and forth, or would create
 * experiments on one flag, of which the second would be taken for a new name of the first.
 * @returns a sentence for each claim that cannot be granted
 */
export function conflictsOf(claims: readonly Claim[]): ReadonlyMap<Claim, string> {
  const groups = Map.groupBy(claims, ({ experiment, featureFlagKey }) =>
    JSON.stringify(experiment ? [experiment.id] : ['new', featureFlagKey]),
  );
  const conflicts = new Map<Claim, string>();
  for (const group of groups.values()) {
    if (group.length === 1) continue;
    const owners = group.filter(({ name, experiment }) => name === experiment?.name);
    // The one that has its name describes it; the fault is that of the others.
    const owner = owners.length === 1 ? owners[0] : undefined;
    for (const claim of group)
      if (claim !== owner) conflicts.set(claim, conflict(claim, owner, group));
  }
  return conflicts;
}

function conflict(claim: Claim, owner: Claim | undefined, group: readonly Claim[]): string {
  const { featureFlagKey: key, experiment } = claim;
  if (experiment && owner)
    return `The flag "${key}" is used by the experiment "${experiment.name}", which ${owner.label} describes. ${SECOND}`;
  const rival = group.find((one) => one !== claim)?.label ?? '';
  if (!experiment)
    return `It would create an experiment on the flag "${key}", and so would ${rival}. ${SECOND}`;
  return claim.name === experiment.name
    ? `It is about the experiment "${experiment.name}" on the flag "${key}", and so is ${rival}.`
    : `It would rename the experiment "${experiment.name}" on the flag "${key}", and so would ${rival}. ${SECOND}`;
}

const SECOND = 'A second experiment on the same flag has to be created before it is described.';
