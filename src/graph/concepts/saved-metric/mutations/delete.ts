import { deletionMutation } from '../../../mutations/deletion.ts';
import { forgetExperimentsAndFlags } from '../../experiment/after-write.ts';
import { savedMetricLoader } from '../loader.ts';

deletionMutation('deleteSavedMetric', {
  type: 'SavedMetric',
  what: 'shared metric',
  description:
    'Deletes a shared metric permanently and removes it from every experiment that uses it. Costs 1 upstream call.',
  destroy: 'experiment_saved_metrics_destroy',
  retrieve: 'experiment_saved_metrics_retrieve',
  forget: (context, key) => {
    forgetExperimentsAndFlags(context);
    savedMetricLoader(context).clear(key);
  },
});
