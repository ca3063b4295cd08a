import { useId, useState } from 'react';
import { TextField, type TextFieldProps } from './field.tsx';
import { useKnownEvents } from './use-known-events.ts';

/** The name of an event. Names that other metrics use are suggested, and any other can be entered. */
export function EventField(props: Omit<TextFieldProps, 'list' | 'onFocus'>) {
  const [isWanted, setWanted] = useState(false);
  const names = useKnownEvents(isWanted);
  const id = useId();
  return (
    <>
      <TextField {...props} list={id} onFocus={() => setWanted(true)} />
      <datalist id={id}>
        {names.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  );
}
