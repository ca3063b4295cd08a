import { SplitBar } from '../chart/split-bar.tsx';
import { uniqueId } from '../unique-id.ts';
import { baselineAt } from './baseline.ts';
import { FaultsOf, TextField } from './field.tsx';
import type { VariantRow } from './form.ts';
import type { SectionProps } from './section-props.ts';

const MOST = 20;

/** The variants in the order of the flag, and how people are divided among them. */
export function VariantRows({ form, change, locks }: SectionProps) {
  const { variants } = form;
  const baseline = baselineAt(form);
  const keysLocked = locks.all ?? locks.variantKeys;
  const set = (index: number, part: Partial<VariantRow>) =>
    change({ variants: variants.map((row, at) => (at === index ? { ...row, ...part } : row)) });
  const add = () =>
    change({
      variants: evenly([
        ...variants,
        { id: uniqueId(), key: nextKey(variants), name: '', share: '' },
      ]),
    });
  const remove = (id: string) =>
    change({ variants: evenly(variants.filter((row) => row.id !== id)) });
  return (
    <fieldset className="variants">
      <legend>Variants</legend>
      <SplitBar
        variants={variants.map(({ key, share }) => ({
          key,
          rolloutPercentage: Number(share) || 0,
        }))}
      />
      {keysLocked !== undefined && <p className="hint">{keysLocked}</p>}
      <ol>
        {variants.map((row, index) => {
          const number = index < baseline ? index + 1 : index;
          const which = index === baseline ? 'Baseline' : `Variant ${number}`;
          return (
            <li key={row.id} data-series={index}>
              <TextField
                path={`variants.${index}.key`}
                label={`${which}: key`}
                locked={keysLocked === undefined ? undefined : ''}
                value={row.key}
                change={(key) => set(index, { key })}
              />
              <TextField
                path={`variants.${index}.name`}
                label="Name"
                locked={locks.all === undefined ? undefined : ''}
                value={row.name}
                change={(name) => set(index, { name })}
              />
              <TextField
                path={`variants.${index}.rolloutPercentage`}
                label="Share"
                isNumber
                unit="%"
                locked={locks.all === undefined ? undefined : ''}
                value={row.share}
                change={(share) => set(index, { share })}
              />
              <button
                type="button"
                className="button"
                disabled={keysLocked !== undefined || index === baseline || variants.length <= 2}
                onClick={() => remove(row.id)}
              >
                Remove<span className="unseen"> {row.key}</span>
              </button>
            </li>
          );
        })}
      </ol>
      <FaultsOf path="variants" />
      {keysLocked === undefined && (
        <div className="row">
          <button type="button" className="button" disabled={variants.length >= MOST} onClick={add}>
            Add a variant
          </button>
          <button
            type="button"
            className="button"
            onClick={() => change({ variants: evenly(variants) })}
          >
            Split evenly
          </button>
        </div>
      )}
    </fieldset>
  );
}

/** `test`, or the first of `test-2`, `test-3` … that is free. */
function nextKey(variants: readonly VariantRow[]): string {
  const keys = new Set(variants.map(({ key }) => key));
  const free = Array.from({ length: MOST }, (_, index) =>
    index === 0 ? 'test' : `test-${index + 1}`,
  );
  return free.find((key) => !keys.has(key)) ?? '';
}

/** Equal shares in hundredths of a percent; the first one gets what is left over. */
function evenly(variants: readonly VariantRow[]): VariantRow[] {
  const share = Math.floor(10_000 / variants.length);
  const first = 10_000 - share * (variants.length - 1);
  return variants.map((row, index) => ({
    ...row,
    share: String((index === 0 ? first : share) / 100),
  }));
}
