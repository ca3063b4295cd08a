import type { GraphClient } from '../../graph-client/graph-client.ts';
import { GraphFailure } from '../../graph-client/graph-failure.ts';
import type { GuardedNamesFragment } from '../../graph-client/generated/graphql.ts';
import type { Reference } from './declared.ts';
import { NAMED, SEARCHED } from './documents.ts';

/**
 * Finds the experiment that a file refers to. 1 or 2 upstream calls, and 1 more by its name.
 * @param projectId number of the project
 * @returns why it was not found, as a sentence, where it was not
 * @throws GraphFailure when PostHog could not be read
 */
export async function findExperiment(
  client: GraphClient,
  { id, featureFlagKey, name }: Reference,
  projectId: string,
): Promise<GuardedNamesFragment | string> {
  if (id !== undefined)
    return (await byKey(client, { id, projectId })) ?? `There is no experiment ${id}.`;
  if (name === undefined)
    return (
      (await byKey(client, { featureFlagKey: featureFlagKey ?? '', projectId })) ??
      `No experiment uses the flag "${featureFlagKey ?? ''}".`
    );
  const { data, errors } = await client.read(SEARCHED, { search: name, projectId });
  if (errors.length > 0) throw new GraphFailure(errors);
  const found = (data.experiments?.nodes ?? []).filter(
    (one) =>
      one?.name === name && (featureFlagKey === undefined || one.featureFlagKey === featureFlagKey),
  );
  const [only, another] = found;
  if (another) return `There are ${found.length} experiments with the name "${name}".`;
  const isMore = data.experiments?.pageInfo.hasNextPage === true;
  if (!only)
    return isMore
      ? `More than 100 names contain "${name}"; use the id or the key of the flag.`
      : `There is no experiment with the name "${name}".`;
  return (
    (await byKey(client, { id: String(only.posthogId), projectId })) ??
    `There is no experiment with the name "${name}".`
  );
}

async function byKey(
  client: GraphClient,
  variables: { readonly id?: string; readonly featureFlagKey?: string; readonly projectId: string },
): Promise<GuardedNamesFragment | undefined> {
  const { data, errors } = await client.read(NAMED, variables);
  if (errors.length > 0) throw new GraphFailure(errors);
  return data.experiment ?? undefined;
}
