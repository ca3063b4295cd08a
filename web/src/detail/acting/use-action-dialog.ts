import { useState } from 'react';
import type { LifecycleActionName } from '../generated/graphql.ts';

/** An action whose dialog is open. */
export interface Started {
  readonly name: LifecycleActionName;
  /** The variant that is chosen to begin with; '' for none. */
  readonly variantKey: string;
}

/** Opens the dialog of an action, with a variant already chosen where one is recommended. */
export type StartAction = (name: LifecycleActionName, variantKey?: string) => void;

/** The dialog that is open: buttons in several places of the page open the same one. */
export function useActionDialog() {
  const [started, setStarted] = useState<Started>();
  const start: StartAction = (name, variantKey = '') => setStarted({ name, variantKey });
  return { started, start, close: () => setStarted(undefined) };
}
