import { useEffect, useRef } from 'react';
import { useBegun } from '../../drafts/use-draft.ts';
import type { ExperimentHeadFragment, LifecycleActionName } from '../generated/graphql.ts';
import { ActionDialog } from './action-dialog.tsx';
import { actionPlace, type ActionDraft } from './action-draft.ts';
import { actionNames, actions, isStart } from './actions.ts';
import type { Decision } from '../decision/use-deciding.ts';
import { winnerOf } from './findings.ts';
import { shippedOf } from '../shipped.ts';
import { ExperimentLinks } from '../../writing/experiment-links.tsx';
import type { StartAction, Started } from './use-action-dialog.ts';
import type { Results } from '../use-results.ts';

interface ActionBarProps {
  readonly experiment: ExperimentHeadFragment;
  /** Its results; undefined until they have come. */
  readonly found: Results['found'];
  /** Undefined until it has come, null for a draft. */
  readonly decision: Decision | null | undefined;
  /** The action whose dialog is open. */
  readonly started: Started | undefined;
  readonly start: StartAction;
  /** Called when the dialog was closed. */
  readonly close: () => void;
}

/** A button for what is possible now; what is not is listed with the reason. */
export function ActionBar(props: ActionBarProps) {
  const { experiment, found, decision, started, start } = props;
  const section = useRef<HTMLElement>(null);
  const begun = useBegun<ActionDraft>(actionPlace(experiment));
  // A dialog in which something had been entered when the page was loaded again.
  useEffect(() => {
    if (begun) start(begun.name);
  }, []);

  function close(isDone: boolean) {
    props.close();
    // The button that opened the dialog is gone with what it did; the keyboard goes on from here.
    if (isDone) section.current?.focus();
  }

  const offered = actionNames.flatMap(
    (name) => experiment.lifecycle?.find(({ action }) => action === name) ?? [],
  );
  const possible = offered.filter(({ allowed }) => allowed);
  const winner = winnerOf(found, experiment);
  // Shipping suggests itself only when there is a winner, and going on does not where every variant does harm.
  const isObvious = (action: LifecycleActionName) =>
    action === 'SHIP_VARIANT'
      ? winner !== undefined && experiment.conclusion === null && winner !== shippedOf(experiment)
      : !isStart(action) || decision?.recommendation !== 'ROLL_BACK';
  const impossible = offered.filter(({ allowed }) => !allowed);
  return (
    <section className="actions" aria-label="Actions" ref={section} tabIndex={-1}>
      <div className="actions-row">
        {possible.map(({ action, destructive }, index) => (
          <button
            key={action}
            type="button"
            className="button"
            data-kind={
              index === 0 && isObvious(action)
                ? 'main'
                : destructive && !isStart(action)
                  ? 'grave'
                  : undefined
            }
            onClick={() => start(action)}
          >
            {actions[action]?.label} …
          </button>
        ))}
        <ExperimentLinks
          id={experiment.id}
          name={experiment.name}
          featureFlagKey={experiment.featureFlagKey}
        />
      </div>
      {impossible.length > 0 && (
        <details className="impossible">
          <summary>Not possible now ({impossible.length})</summary>
          <dl>
            {impossible.map(({ action, message }) => (
              <div key={action}>
                <dt>{actions[action]?.label}</dt>
                <dd>{message}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
      {started && (
        <ActionDialog
          key={started.name}
          name={started.name}
          variantKey={started.variantKey}
          experiment={experiment}
          found={found}
          decision={decision}
          close={close}
        />
      )}
    </section>
  );
}
