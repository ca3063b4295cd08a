import { useEffect, useLayoutEffect, useReducer, useRef, type RefObject } from 'react';
import { usePrinting } from './use-printing.ts';

/** Lists up to this length are drawn whole, so that the browser finds text in all of their rows. */
const DRAWN_WHOLE = 100;
/** Pixels above and below the screen in which rows are drawn too. */
const MARGIN = 600;
/** Height of a row before one was measured, in pixels. */
const GUESS = 80;

export interface RowWindow {
  /** The first row that is drawn, and the one behind the last. */
  readonly from: number;
  readonly to: number;
  /** Heights of the rows above and below, in pixels. */
  readonly above: number;
  readonly below: number;
  /** Height that a row is taken to have before it is measured, in pixels. */
  readonly estimate: number;
}

/**
 * Which rows of a table are drawn: those on the screen and near it. Each row that was drawn is measured, as names and
 * findings take several lines. The others are taken to be as high as the first ones on average: an estimate that changed
 * with every measurement would move the rows on the screen.
 * @param keys one for each row, the same whenever it is the same row
 * @param body contains the rows, each with its key as `data-key`; rows without one are not measured
 */
export function useRowWindow(
  keys: readonly string[],
  body: RefObject<HTMLElement | null>,
): RowWindow {
  const [, drawAgain] = useReducer((count: number) => count + 1, 0);
  const heights = useRef(new Map<string, number>());
  const estimate = useRef<number | undefined>(undefined);
  const place = useRef<readonly [number, number]>([0, 2_000]);
  const isPrinting = usePrinting();

  useEffect(() => {
    const move = () => {
      const top = -(body.current?.getBoundingClientRect().top ?? 0);
      const next = [top - MARGIN, top + innerHeight + MARGIN] as const;
      // A third of the margin passes before rows are drawn anew.
      if (Math.abs(next[0] - place.current[0]) < MARGIN / 3) return;
      place.current = next;
      drawAgain();
    };
    const measureAnew = () => {
      heights.current.clear();
      estimate.current = undefined;
      drawAgain();
      move();
    };
    move();
    addEventListener('scroll', move, { passive: true });
    addEventListener('resize', measureAnew);
    return () => {
      removeEventListener('scroll', move);
      removeEventListener('resize', measureAnew);
    };
  }, [body]);

  useLayoutEffect(() => {
    let isNew = false;
    for (const row of body.current?.children ?? []) {
      const key = (row as HTMLElement).dataset['key'];
      const { height } = row.getBoundingClientRect();
      if (key === undefined || Math.abs((heights.current.get(key) ?? 0) - height) < 1) continue;
      heights.current.set(key, height);
      isNew = true;
    }
    if (!isNew) return;
    estimate.current ??= averageOf(heights.current);
    if (keys.length > DRAWN_WHOLE) drawAgain();
  });

  const height = estimate.current ?? GUESS;
  if (isPrinting || keys.length <= DRAWN_WHOLE)
    return { from: 0, to: keys.length, above: 0, below: 0, estimate: height };
  const heightOf = (key: string) => heights.current.get(key) ?? height;
  return { ...windowOf(keys, heightOf, place.current), estimate: height };
}

const averageOf = (heights: ReadonlyMap<string, number>) =>
  [...heights.values()].reduce((sum, height) => sum + height, 0) / heights.size;

function windowOf(
  keys: readonly string[],
  heightOf: (key: string) => number,
  [top, bottom]: readonly [number, number],
): Omit<RowWindow, 'estimate'> {
  let [from, to, at, above, drawn] = [0, 0, 0, 0, 0];
  for (const [index, key] of keys.entries()) {
    const height = heightOf(key);
    if (at + height < top) {
      from = index + 1;
      above = at + height;
    } else if (at <= bottom) {
      to = index + 1;
      drawn += height;
    }
    at += height;
  }
  return { from, to: Math.max(from, to), above, below: Math.max(0, at - above - drawn) };
}
