import { createContext, useContext, type ReactNode } from 'react';
import type { Fault } from './faults.ts';

/** What is wrong with the form around a field. */
export const FaultsContext = createContext<readonly Fault[]>([]);

/** The id of the element that a fault is about. */
export const fieldId = (path: string) => `field-${path.replaceAll('.', '-')}`;

interface CommonProps {
  /** Its path in the input, by which faults name it. */
  readonly path: string;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  /** Why it cannot be changed; '' where that is said elsewhere. */
  readonly locked?: string | undefined;
}

/** What a control needs to belong to its label, its hint and its fault. */
interface ControlProps {
  readonly id: string;
  readonly disabled: boolean;
  readonly 'aria-invalid': boolean;
  readonly 'aria-describedby': string | undefined;
}

interface FieldProps extends CommonProps {
  readonly children: (control: ControlProps) => ReactNode;
}

/** A control with its label, a hint, and what is wrong with what was entered. */
function Field({ path, label, hint, locked, children }: FieldProps) {
  const faults = useContext(FaultsContext).filter((fault) => fault.path === path);
  const id = fieldId(path);
  const note = locked ?? hint;
  const hasNote = note !== undefined && note !== '';
  const described = [
    ...(hasNote ? [`${id}-hint`] : []),
    ...(faults.length > 0 ? [`${id}-fault`] : []),
  ];
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        disabled: locked !== undefined,
        'aria-invalid': faults.length > 0,
        'aria-describedby': described.join(' ') || undefined,
      })}
      {hasNote && (
        <p className="hint" id={`${id}-hint`}>
          {note}
        </p>
      )}
      <Messages id={`${id}-fault`} faults={faults} />
    </div>
  );
}

function Messages({ id, faults }: { readonly id: string; readonly faults: readonly Fault[] }) {
  if (faults.length === 0) return null;
  return (
    <p className="fault" id={id}>
      {faults.map(({ message }) => message).join(' ')}
    </p>
  );
}

/** What is wrong with something that is more than one control: the variants together, a list of metrics. */
export function FaultsOf({ path }: { readonly path: string }) {
  const faults = useContext(FaultsContext).filter((fault) => fault.path === path);
  if (faults.length === 0) return null;
  // The summary leads the keyboard here.
  return (
    <div id={fieldId(path)} tabIndex={-1}>
      <Messages id={`${fieldId(path)}-fault`} faults={faults} />
    </div>
  );
}

export interface TextFieldProps extends CommonProps {
  readonly value: string;
  readonly change: (value: string) => void;
  /** Follows the number: "%". */
  readonly unit?: string;
  /** Whether it takes a number, for the keyboards of phones. */
  readonly isNumber?: boolean;
  readonly placeholder?: string;
  readonly required?: boolean;
  /** The id of a datalist with suggestions. */
  readonly list?: string;
  readonly onFocus?: () => void;
}

/** One line of text, or a number, which stays as it was typed. */
export function TextField({
  value,
  change,
  unit,
  isNumber,
  placeholder,
  required,
  list,
  onFocus,
  ...common
}: TextFieldProps) {
  return (
    <Field {...common}>
      {(control) => (
        <span className="with-unit">
          <input
            {...control}
            type="text"
            inputMode={isNumber ? 'decimal' : 'text'}
            data-number={isNumber}
            autoComplete="off"
            placeholder={placeholder}
            aria-required={required}
            list={list}
            onFocus={onFocus}
            value={value}
            onChange={(event) => change(event.target.value)}
          />
          {unit !== undefined && <span aria-hidden="true">{unit}</span>}
        </span>
      )}
    </Field>
  );
}

interface AreaFieldProps extends CommonProps {
  readonly value: string;
  readonly change: (value: string) => void;
  readonly rows?: number;
}

/** Text of several lines. */
export function AreaField({ value, change, rows = 3, ...common }: AreaFieldProps) {
  return (
    <Field {...common}>
      {(control) => (
        <textarea
          {...control}
          rows={rows}
          value={value}
          onChange={(event) => change(event.target.value)}
        />
      )}
    </Field>
  );
}

interface SelectFieldProps<Value extends string> extends CommonProps {
  readonly value: Value;
  readonly change: (value: Value) => void;
  /** Words by value. */
  readonly options: Readonly<Partial<Record<Value, string>>>;
}

/** One of several values. A value that is not among them is shown as it is, and stays until another is chosen. */
export function SelectField<Value extends string>({
  value,
  change,
  options,
  ...common
}: SelectFieldProps<Value>) {
  return (
    <Field {...common}>
      {(control) => (
        <select
          {...control}
          value={value}
          onChange={(event) => change(event.target.value as Value)}
        >
          {!(value in options) && <option value={value}>{value}</option>}
          {Object.entries<string | undefined>(options).map(([name, words]) => (
            <option key={name} value={name}>
              {words}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

interface CheckFieldProps {
  readonly label: ReactNode;
  readonly checked: boolean;
  readonly change: (checked: boolean) => void;
  readonly disabled?: boolean;
}

/** Yes or no. */
export function CheckField({ label, checked, change, disabled = false }: CheckFieldProps) {
  return (
    <label className="choice">
      <input
        type="checkbox"
        checked={checked}
        disabled={disabled}
        onChange={(event) => change(event.target.checked)}
      />
      <span>{label}</span>
    </label>
  );
}
