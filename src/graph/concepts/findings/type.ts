import { builder } from '../../core/builder.ts';
import { LifecycleActionEnum } from '../experiment/lifecycle/enums.ts';
import { ruleOf } from '../experiment/lifecycle/actions.ts';
import { obstacle } from '../experiment/lifecycle/evaluate.ts';
import { stateOf } from '../experiment/lifecycle/state.ts';
import { ExperimentRef } from '../experiment/ref.ts';
import { EvidenceUnit, FindingCategory, FindingCode, FindingSeverity } from './enums.ts';
import type { Finding, FindingEvidence } from './finding.ts';
import { kindOf } from './kinds.ts';

const FindingEvidenceRef = builder.objectRef<FindingEvidence>('FindingEvidence').implement({
  description: 'One number behind a finding.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'What it counts or measures.' }),
    value: t.exposeFloat('value', { description: 'The number.' }),
    unit: t.field({
      type: EvidenceUnit.ref,
      description: 'Its unit.',
      resolve: ({ unit }) => unit,
    }),
  }),
});

export const FindingRef = builder.objectRef<Finding>('Finding').implement({
  description: 'Something about an experiment that somebody should look at. Computed by this API.',
  fields: (t) => ({
    code: t.field({
      type: FindingCode.ref,
      description: 'What it is about.',
      resolve: ({ code }) => code,
    }),
    severity: t.field({
      type: FindingSeverity.ref,
      description: 'How much it matters.',
      resolve: ({ severity }) => severity,
    }),
    category: t.field({
      type: FindingCategory.ref,
      description: 'What kind of trouble it is.',
      resolve: ({ code }) => kindOf(code).category,
    }),
    message: t.exposeString('message', {
      description: 'What was found, in English, with the numbers.',
    }),
    evidence: t.field({
      type: [FindingEvidenceRef],
      description: 'The numbers behind it. The description of each code lists their names.',
      resolve: ({ evidence }) => [...(evidence ?? [])],
    }),
    remedy: t.exposeString('remedy', { description: 'What to do about it, in English.' }),
    action: t.field({
      type: LifecycleActionEnum,
      description:
        'The lifecycle action that would mend it. Null if there is none, or if the state of the experiment does not permit it.',
      nullable: true,
      resolve: ({ code, experiment }) => {
        const { action } = kindOf(code);
        if (action === undefined || experiment === null) return null;
        return obstacle(ruleOf(action), stateOf(experiment.row)) === null ? action : null;
      },
    }),
    unchecked: t.field({
      type: [FindingCode.ref],
      description:
        'For CHECK_UNAVAILABLE: the kinds of findings that were not looked for. Empty for all others.',
      resolve: ({ unchecked }) => [...unchecked],
    }),
    experiment: t.field({
      type: ExperimentRef,
      description: 'The experiment. Null if it is about none in particular.',
      nullable: true,
      resolve: ({ experiment }) => experiment,
    }),
    metricUuid: t.string({
      description: '`uuid` of the metric it is about. Null if it is about none in particular.',
      nullable: true,
      resolve: ({ metricUuid }) => metricUuid ?? null,
    }),
    variantKey: t.string({
      description: 'Key of the variant it is about. Null if it is about none in particular.',
      nullable: true,
      resolve: ({ variantKey }) => variantKey ?? null,
    }),
    docs: t.string({
      description: 'The documentation of the findings, as a path in the repository.',
      resolve: () => 'docs/findings.md#findings-and-thresholds',
    }),
  }),
});
