import { useQuery } from '@apollo/client/react';
import { EligibleFlagsDocument, FlagOfKeyDocument } from './documents.ts';
import { flagsOf } from './flags-of.ts';
import type { ExistingFlag } from './form.ts';
import { useDebounced } from './use-debounced.ts';

/** Milliseconds without a keystroke after which the key is looked up. */
const TYPING_MS = 500;

interface FlagKeyCheckProps {
  readonly flagKey: string;
  readonly chosen: ExistingFlag | undefined;
  readonly choose: (flag: ExistingFlag | undefined) => void;
}

/** Says whether the key is free; if a flag has it, offers to use that flag where an experiment can. */
export function FlagKeyCheck({ flagKey, chosen, choose }: FlagKeyCheckProps) {
  const key = useDebounced(flagKey.trim(), TYPING_MS);
  const taken = useQuery(FlagOfKeyDocument, { variables: { key }, skip: key === '' });
  const isTaken = key !== '' && taken.data?.featureFlag != null;
  const eligible = useQuery(EligibleFlagsDocument, { variables: { search: key }, skip: !isTaken });
  const flag = eligible.data && flagsOf(eligible.data).find((one) => one.key === key);
  return (
    <div className="key-check" role="status">
      {key === '' || key !== flagKey.trim() || chosen ? null : taken.error ? (
        <p className="hint">Whether the key is free could not be found out.</p>
      ) : !taken.data ? (
        <p className="hint">Looking the key up …</p>
      ) : !isTaken ? (
        <p className="hint good">The key is free: a new flag is created, turned off.</p>
      ) : eligible.loading ? (
        <p className="hint">There is a flag with this key. Looking it up …</p>
      ) : flag ? (
        <p className="hint">
          There is a flag with this key.{' '}
          <button type="button" className="button" onClick={() => choose(flag)}>
            Use this flag
          </button>{' '}
          or choose another key.
        </p>
      ) : (
        <p className="fault">
          There is a flag with this key that an experiment cannot use: it needs 2 to 20 variants and
          must not be archived. Choose another key.
        </p>
      )}
      {chosen && (
        <button type="button" className="button" onClick={() => choose(undefined)}>
          Create a new flag instead
        </button>
      )}
    </div>
  );
}
