import type { MetricRole, SharedChoiceFragment } from './generated/graphql.ts';
import { CheckField, FaultsOf, SelectField } from './field.tsx';
import type { MetricRow } from './form.ts';
import { MetricFields } from './metric-fields.tsx';
import { isGuardrailName, withGuardrail } from './metric-form.ts';
import { roleWords } from './words.ts';

interface MetricRowProps {
  readonly row: MetricRow;
  readonly isLocked: boolean;
  readonly shared: readonly SharedChoiceFragment[];
  /** Replaces the row; undefined removes it. */
  readonly set: (row: MetricRow | undefined) => void;
}

/** One metric of the experiment. */
export function MetricRowView({ row, isLocked, shared, set }: MetricRowProps) {
  const name = nameOf(row);
  const setRole = (role: MetricRole) => set({ ...row, role });
  return (
    <li>
      <div className="metric-row" role="group" aria-label={name}>
        <header>
          <strong>{name}</strong>
          <span className="quiet small">{kindOf(row)}</span>
          <button
            type="button"
            className="button"
            disabled={isLocked}
            onClick={() => set(undefined)}
          >
            Remove<span className="unseen"> {name}</span>
          </button>
        </header>
        <div className="row">
          <SelectField
            path={`metric.${row.id}.role`}
            label="Role"
            locked={isLocked ? '' : undefined}
            value={row.role}
            change={setRole}
            options={roleWords}
          />
          {row.role === 'SECONDARY' && (
            <Guardrail row={row} isLocked={isLocked} shared={shared} set={set} />
          )}
        </div>
        <FaultsOf path={`metric.${row.id}`} />
        <FaultsOf path={`metric.${row.id}.id`} />
        {row.kind === 'own' && !isLocked && (
          <MetricFields
            at={`metric.${row.id}`}
            metric={row.metric}
            change={(part) => set({ ...row, metric: { ...row.metric, ...part } })}
          />
        )}
      </div>
    </li>
  );
}

/** Whether it must not get worse: of an own metric by a word in its name, of a shared one by its tag. */
function Guardrail({ row, isLocked, shared, set }: MetricRowProps) {
  if (row.kind === 'stored') return null;
  if (row.kind === 'own')
    return (
      <CheckField
        label="Guardrail: it must not get worse (its name says so)"
        checked={isGuardrailName(row.metric.name)}
        disabled={isLocked}
        change={(isGuardrail) =>
          set({
            ...row,
            metric: { ...row.metric, name: withGuardrail(row.metric.name, isGuardrail) },
          })
        }
      />
    );
  const choice = shared.find(({ id }) => id === row.savedMetricId);
  if (!choice) return null;
  return (
    <p className="hint">
      {choice.tags?.includes('guardrail') || isGuardrailName(row.name)
        ? 'A guardrail, by its tag or its name.'
        : 'Not a guardrail. The tag “guardrail” on the shared metric makes it one.'}
    </p>
  );
}

function nameOf(row: MetricRow): string {
  if (row.kind !== 'own') return row.name;
  return row.metric.name.trim() || 'New metric';
}

function kindOf(row: MetricRow): string {
  if (row.kind === 'shared') return 'Shared metric';
  if (row.kind === 'own') return 'Of this experiment';
  return 'Of this experiment; it has settings that only PostHog’s own pages can change, and stays as it is';
}
