import { deletionMutation } from '../../../mutations/deletion.ts';
import { forgetExperimentsAndFlags } from '../../experiment/after-write.ts';
import { holdoutLoader } from '../loader.ts';

deletionMutation('deleteHoldout', {
  type: 'Holdout',
  what: 'holdout',
  description:
    'Deletes a holdout permanently and removes it from its experiments and their flags, so that people held out so far can be exposed. Costs 1 upstream call. Requires approval if a policy covers the holdout or its flags.',
  guarded: true,
  destroy: 'experiment_holdouts_destroy',
  retrieve: 'experiment_holdouts_retrieve',
  forget: (context, key) => {
    forgetExperimentsAndFlags(context);
    holdoutLoader(context).clear(key);
  },
});
