/**
 * A p-value, rounded so that it is on the same side of the limit of significance, with more digits if it takes them.
 * @param level the confidence level, of which the limit is what is missing to 1
 */
export function pValue(p: number, level = 0.95): string {
  if (p < 0.001) return '< 0.001';
  // 1 - 0.95 is 0.050000000000000044.
  const limit = Number((1 - level).toFixed(10));
  const side = Math.sign(p - limit);
  const texts = [3, 4, 5, 6, 8].map((digits) => p.toFixed(digits));
  return texts.find((text) => Math.sign(Number(text) - limit) === side) ?? String(p);
}
