import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { expect } from 'vitest';

const committed = new URL('../browser/screenshots/', import.meta.url);
/** Git ignores it. */
const differing = new URL('../../.screenshots/', import.meta.url);

/**
 * How different the colour of a pixel may be, from 0 to 1: below this, eyes see no difference either. Edges of letters,
 * which every version of the browser smooths in its own way, do not count.
 */
const COLOUR = 0.1;
/** Side of the squares that are compared, in pixels. */
const SQUARE = 32;
/**
 * How many pixels of a square may differ. A share of the whole page would let a badge of another colour pass, which is a
 * ten-thousandth of it; what a browser draws a little differently is spread over the page.
 */
const MOST = 24;

/**
 * Compares a picture of a page with the one in test/browser/screenshots, or replaces that with `vitest --update`.
 * @param name of the file, without its extension
 * @returns the place of the greatest difference, and where the pictures are; undefined when they look alike
 */
export function changeOf(name: string, bytes: Buffer): string | undefined {
  const file = new URL(`${name}.png`, committed);
  const actual = PNG.sync.read(bytes);
  if (expect.getState().snapshotState.snapshotUpdateState === 'all') {
    mkdirSync(committed, { recursive: true });
    // A file that would look the same is not changed.
    if (!existsSync(file) || differenceOf(actual, read(file)) !== undefined)
      writeFileSync(file, compressed(actual));
    return undefined;
  }
  if (!existsSync(file)) return `There is no screenshot ${name}. ${RENEW}`;
  const difference = differenceOf(actual, read(file));
  if (!difference) return undefined;
  const pictures = Object.entries({ actual, difference: difference.picture });
  mkdirSync(differing, { recursive: true });
  const written = pictures.map(([kind, picture]) => {
    const target = new URL(`${name}.${kind}.png`, differing);
    writeFileSync(target, PNG.sync.write(picture));
    return fileURLToPath(target);
  });
  return `${name} does not look as before: ${difference.words}. See ${written.join(' and ')}. ${RENEW}`;
}

const RENEW = 'If that is meant, `npm run screenshots` renews it.';

const read = (file: URL) => PNG.sync.read(readFileSync(file));

/**
 * Without transparency, and with colours rounded by less than what counts as a difference: so it takes half of the space.
 * Pages are flat, and compress best without filters.
 */
function compressed({ width, height, data }: PNG): Buffer {
  const rounded = new PNG({ width, height });
  for (const [at, byte] of data.entries())
    rounded.data[at] = Math.min(255, Math.round(byte / 8) * 8);
  return PNG.sync.write(rounded, {
    colorType: 2,
    deflateLevel: 9,
    deflateStrategy: 0,
    filterType: 0,
  });
}

interface Difference {
  readonly words: string;
  /** The first one, with what differs in red. */
  readonly picture: PNG;
}

/** What is different in two pictures; undefined when they look alike. */
export function differenceOf(actual: PNG, expected: PNG): Difference | undefined {
  const { width, height } = actual;
  if (width !== expected.width || height !== expected.height)
    return {
      words: `it is ${width} × ${height} pixels instead of ${expected.width} × ${expected.height}`,
      picture: actual,
    };
  const picture = new PNG({ width, height });
  pixelmatch(actual.data, expected.data, picture.data, width, height, {
    threshold: COLOUR,
    diffMask: true,
  });
  const { count, x, y } = worstSquare(picture);
  if (count <= MOST) return undefined;
  pixelmatch(actual.data, expected.data, picture.data, width, height, { threshold: COLOUR });
  return { words: `${count} pixels differ in the square at ${x}, ${y}`, picture };
}

/** The square with the most pixels that are not transparent. */
function worstSquare({ width, height, data }: PNG) {
  const perRow = Math.ceil(width / SQUARE);
  const counts = new Uint32Array(perRow * Math.ceil(height / SQUARE));
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      if (data[(y * width + x) * 4 + 3] !== 0)
        counts[Math.floor(y / SQUARE) * perRow + Math.floor(x / SQUARE)]! += 1;
    }
  const count = Math.max(...counts);
  const at = counts.indexOf(count);
  return { count, x: (at % perRow) * SQUARE, y: Math.floor(at / perRow) * SQUARE };
}
