import { builder } from '../../core/builder.ts';
import { keyOfReference, projectOfReference, textOf } from '../../core/reference.ts';
import { selectsDetail } from '../../planner/look-ahead.ts';
import { experimentByFlagKey } from './flag-key-loader.ts';
import { experimentLoader } from './loader.ts';
import { ExperimentRef, toExperiment } from './ref.ts';

// A flag's key identifies one experiment, as in `experiment(featureFlagKey:)`: the running one,
// else the newest.
builder.asEntity(ExperimentRef, {
  key: [
    builder.selection<{ id: string }>('id'),
    builder.selection<{ projectId: string; posthogId: number }>('projectId posthogId'),
    builder.selection<{ projectId: string; featureFlagKey: string }>('projectId featureFlagKey'),
  ],
  resolveReference: async (reference, context, info) => {
    if ('featureFlagKey' in reference) {
      const projectId = projectOfReference(reference, context);
      const flagKey = textOf(reference, 'featureFlagKey');
      const row = await experimentByFlagKey(context, projectId, flagKey);
      return row && toExperiment(projectId, row);
    }
    const key = keyOfReference('Experiment', reference, context);
    const row = await experimentLoader(context).load(key, selectsDetail(info, 'Experiment'));
    return row && toExperiment(key.projectId, row);
  },
});
