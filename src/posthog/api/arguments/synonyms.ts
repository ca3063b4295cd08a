/**
 * Names of arguments that mean the same wherever only one of them is accepted, in lower case and without separators:
 * `projectid` stands for `project_id` and `projectId` too.
 */
export const synonyms: readonly (readonly string[])[] = [
  ['projectid', 'project', 'teamid', 'team'],
  ['targetteamid', 'targetprojectid', 'targetproject', 'targetteam'],
  ['featureflagkey', 'flagkey', 'key'],
  ['flagkeys', 'featureflagkeys', 'keys'],
  ['variantkey', 'variant'],
  ['organizationid', 'organisationid', 'organization', 'organisation', 'orgid'],
  ['limit', 'first', 'pagesize', 'perpage'],
  ['after', 'cursor', 'endcursor'],
];

/** What the `id` of an object is also called, by the singular of its resource; the longest names first. */
export const idSynonyms: readonly (readonly [string, readonly string[]])[] = [
  ['experiment-saved-metric', ['savedmetricid', 'sharedmetricid', 'experimentsavedmetricid']],
  ['experiment-holdout', ['holdoutid', 'experimentholdoutid']],
  ['experiment', ['experimentid', 'posthogid']],
  ['feature-flag', ['featureflagid', 'flagid', 'posthogid']],
  ['cohort', ['cohortid']],
];

/** A key that can stand in place of an `id`, where the call takes it as an argument of its own. */
export const KEY_IN_PLACE_OF_ID = 'featureFlagKey';

/** How to find the number of what is known by a key. */
export const FIND_BY_KEY = `If it is the key of a flag: experiment-overview takes it as ${KEY_IN_PLACE_OF_ID}, and feature-flag-list finds the flag with search.`;
