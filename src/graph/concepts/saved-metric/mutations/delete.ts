import { deletionMutation } from '../../../mutations/deletion.ts';
import { forgetExperimentsAndFlags } from '../../experiment/after-write.ts';
import { savedMetricLoader } from '../loader.ts';

deletionMutation('deleteSavedMetric', {
  type: 'SavedMetric',
  what: 'shared metric',
  description:
    'Deletes a shared metric for good and takes it out of every experiment that uses it. 1 upstream call.',
  destroy: 'experiment_saved_metrics_destroy',
  retrieve: 'experiment_saved_metrics_retrieve',
  forget: (context, key) => {
    forgetExperimentsAndFlags(context);
    savedMetricLoader(context).clear(key);
  },
});
