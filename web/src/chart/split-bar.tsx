import { missing } from '../format.ts';

interface SplitBarProps {
  readonly variants: readonly {
    readonly key: string | null;
    readonly rolloutPercentage: number | null;
  }[];
}

/** How people are divided among the variants, in their colours. */
export function SplitBar({ variants }: SplitBarProps) {
  const text = variants
    .map(({ key, rolloutPercentage }) => `${key ?? missing} ${rolloutPercentage ?? missing}%`)
    .join(', ');
  return (
    <span className="split" role="img" aria-label={text} title={text}>
      {variants.map(({ key, rolloutPercentage }, index) => (
        <span key={key} data-series={index} style={{ flexGrow: rolloutPercentage ?? 0 }} />
      ))}
    </span>
  );
}
