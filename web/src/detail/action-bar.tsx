import { useRef, useState } from 'react';
import type { ExperimentHeadFragment, LifecycleActionName } from './generated/graphql.ts';
import { ActionDialog } from './action-dialog.tsx';
import { actionNames, actions, isStart } from './actions.ts';
import { winnerOf } from './findings.ts';
import type { Results } from './use-results.ts';

interface ActionBarProps {
  readonly experiment: ExperimentHeadFragment;
  /** Its results; undefined until they have come. */
  readonly found: Results['found'];
}

/** A button for what is possible now; what is not is listed with the reason. */
export function ActionBar({ experiment, found }: ActionBarProps) {
  const [open, setOpen] = useState<LifecycleActionName>();
  const section = useRef<HTMLElement>(null);

  function close(isDone: boolean) {
    setOpen(undefined);
    // The button that opened the dialog is gone with what it did; the keyboard goes on from here.
    if (isDone) section.current?.focus();
  }

  const offered = actionNames.flatMap(
    (name) => experiment.lifecycle?.find(({ action }) => action === name) ?? [],
  );
  const possible = offered.filter(({ allowed }) => allowed);
  const winner = winnerOf(found, experiment);
  // Shipping suggests itself only when there is a winner.
  const isObvious = (action: LifecycleActionName) =>
    action !== 'SHIP_VARIANT' || winner !== undefined;
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
            onClick={() => setOpen(action)}
          >
            {actions[action]?.label} …
          </button>
        ))}
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
      {open && (
        <ActionDialog key={open} name={open} experiment={experiment} found={found} close={close} />
      )}
    </section>
  );
}
