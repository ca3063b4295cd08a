import type { ExperimentHeadFragment, LifecycleActionName } from '../generated/graphql.ts';
import type { ActionForm } from './actions.ts';

/** What was entered in the dialog of an action. */
export interface ActionDraft {
  readonly name: LifecycleActionName;
  readonly form: ActionForm;
}

/** Where it is stored. */
export const actionPlace = ({ id }: Pick<ExperimentHeadFragment, 'id'>) => `action ${id}`;

export const isSame = (one: ActionForm, other: ActionForm) =>
  (Object.keys(one) as (keyof ActionForm)[]).every((name) => one[name] === other[name]);
