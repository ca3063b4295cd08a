interface SplitBarProps {
  readonly variants: readonly { readonly key: string; readonly rolloutPercentage: number }[];
}

/** How people are divided among the variants, in their colours. */
export function SplitBar({ variants }: SplitBarProps) {
  const text = variants
    .map(({ key, rolloutPercentage }) => `${key} ${rolloutPercentage}%`)
    .join(', ');
  return (
    <span className="split" role="img" aria-label={text} title={text}>
      {variants.map(({ key, rolloutPercentage }, index) => (
        <span key={key} data-series={index} style={{ flexGrow: rolloutPercentage }} />
      ))}
    </span>
  );
}
