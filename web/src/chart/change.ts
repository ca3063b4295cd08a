/** A fraction as a signed change: 0.042 is “+4.2%”. */
export function change(fraction: number): string {
  const percent = fraction * 100;
  const digits = Math.abs(percent) < 9.95 ? 1 : 0;
  const text = Math.abs(percent).toFixed(digits);
  if (Number(text) === 0) return `${text}%`;
  return `${percent > 0 ? '+' : '−'}${text}%`;
}

/** A change on a scale, without the digits that scale does not need. */
export function tick(fraction: number): string {
  const percent = Number((fraction * 100).toFixed(2));
  return `${percent > 0 ? '+' : ''}${percent}%`.replace('-', '−');
}
