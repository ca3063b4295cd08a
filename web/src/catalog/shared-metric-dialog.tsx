import { useApolloClient } from '@apollo/client/react';
import { useState } from 'react';
import { chosenProject } from '../graph/project.ts';
import { checkMetric } from '../writing/check-metric.ts';
import { refusalOf } from '../writing/faults.ts';
import { AreaField, FaultsOf, TextField } from '../writing/field.tsx';
import { FormDialog } from '../writing/form-dialog.tsx';
import { FoundFaults } from '../writing/found-faults.ts';
import type { SharedMetricRowFragment } from '../writing/generated/graphql.ts';
import { tagsOf } from '../writing/input-of-form.ts';
import { MetricFields } from '../writing/metric-fields.tsx';
import { emptyMetric } from '../writing/metric-form.ts';
import { metricInput } from '../writing/metric-input.ts';
import { metricOfRaw } from '../writing/metric-of-raw.ts';
import { differing, useDialogDraft } from './use-dialog-draft.ts';
import { CreateSharedMetricDocument, UpdateSharedMetricDocument } from './documents.ts';

/** Where a shared metric that was begun is stored. */
export const SHARED_METRIC_PLACE = 'shared metric';

interface SharedMetricDialogProps {
  /** The one to change; undefined for a new one. */
  readonly metric: SharedMetricRowFragment | undefined;
  readonly done: () => void;
  readonly close: () => void;
}

/** Creates or changes a shared metric. */
export function SharedMetricDialog({ metric: stored, done, close }: SharedMetricDialogProps) {
  const client = useApolloClient();
  // Undefined when it has settings that these fields would lose.
  const [known] = useState(() => (stored ? metricOfRaw(stored.metric?.raw) : emptyMetric));
  const { before, entered, change, keyOf } = useDialogDraft(SHARED_METRIC_PLACE, stored, {
    name: stored?.name ?? '',
    description: stored?.description ?? '',
    tags: (stored?.tags ?? []).join(', '),
    metric: known ?? emptyMetric,
  });
  const { name, description, tags, metric } = entered;
  const isChanged = known !== undefined && JSON.stringify(metric) !== JSON.stringify(known);

  function check() {
    const faults = new FoundFaults();
    faults.required('name', name, 'Give the metric a name.');
    faults.atMost('name', name, 400);
    faults.atMost('description', description, 400);
    if (known) checkMetric(faults, metric, 'metric');
    return faults.found;
  }

  async function send() {
    const facts = factsOf(entered);
    const changes = differing(factsOf(before), facts);
    if (stored && !isChanged && Object.keys(changes).length === 0) return undefined;
    // PostHog gives a shared metric its UUID.
    const definition = metricInput({ ...metric, uuid: undefined });
    const { data } = await (stored
      ? client.mutate({
          mutation: UpdateSharedMetricDocument,
          variables: {
            input: withKey({ ...changes, ...(isChanged && { metric: definition }), id: stored.id }),
          },
        })
      : client.mutate({
          mutation: CreateSharedMetricDocument,
          variables: { input: withKey({ ...facts, ...chosenProject(), metric: definition }) },
        }));
    const refusal = refusalOf(data?.outcome);
    if (!refusal) done();
    return refusal;
  }

  const withKey = <Input extends object>(input: Input) => ({
    ...input,
    idempotencyKey: keyOf(input),
  });

  return (
    <FormDialog
      title={stored ? `Edit: ${stored.name}` : 'New shared metric'}
      about={
        stored
          ? 'A change of what it measures applies to every experiment that uses it, whose daily series start anew.'
          : undefined
      }
      saveLabel={stored ? 'Save changes' : 'Create metric'}
      check={check}
      send={send}
      close={close}
    >
      <TextField
        path="name"
        label="Name"
        required
        value={name}
        change={(name) => change({ name })}
      />
      <AreaField
        path="description"
        label="What it measures and why"
        rows={2}
        value={description}
        change={(description) => change({ description })}
      />
      <TextField
        path="tags"
        label="Tags"
        hint="Separated by commas. “guardrail” makes it one wherever it is a secondary metric."
        value={tags}
        change={(tags) => change({ tags })}
      />
      {known ? (
        <MetricFields
          at="metric"
          metric={metric}
          change={(part) => change({ metric: { ...metric, ...part } })}
          isShared
        />
      ) : (
        <p className="hint">
          What it measures has settings that only PostHog’s own pages can change, and stays as it
          is.
        </p>
      )}
      <FaultsOf path="metric" />
    </FormDialog>
  );
}

interface Facts {
  readonly name: string;
  readonly description: string;
  readonly tags: string;
}

const factsOf = ({ name, description, tags }: Facts) => ({
  name: name.trim(),
  description: description.trim(),
  tags: tagsOf(tags),
});
