interface WaitingProps {
  /** What is on its way, for who cannot see it: "Reading results". */
  readonly label: string;
  /** Lines in its place. */
  readonly lines?: number;
  /** High blocks in its place, below the lines. */
  readonly blocks?: number;
}

/** Stands where something will be that is on its way. */
export function Waiting({ label, lines = 0, blocks = 0 }: WaitingProps) {
  return (
    <div className="waiting" role="status" aria-label={label}>
      {Array.from({ length: lines }, (_, index) => (
        <span key={index} className="shimmer" />
      ))}
      {Array.from({ length: blocks }, (_, index) => (
        <span key={lines + index} className="shimmer" data-tall />
      ))}
    </div>
  );
}
