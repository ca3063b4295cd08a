import { LRUCache } from 'lru-cache';
import { isMeantByType, offers, type Delivery, type Format } from './formats.ts';

/** Clients send the same few headers with every request. */
const remembered = new LRUCache<string, { readonly format: Format | undefined }>({ max: 200 });
/** Longer headers are read each time: only an attacker sends them. */
const MAX_REMEMBERED_LENGTH = 200;

/**
 * The format an answer is sent in, known before the operation is executed. One JSON document is preferred for a single
 * result, and parts for an answer in parts, if the client names a type that has them. Within these, the client's own
 * order and its quality values decide; 0 excludes a type.
 * @param accept the header `Accept`; null or empty takes everything
 * @returns undefined when the header takes none of the formats of this delivery
 */
export function acceptedFormat(
  accept: string | null | undefined,
  delivery: Delivery,
): Format | undefined {
  const header = accept || '*/*';
  if (header.length > MAX_REMEMBERED_LENGTH) return choose(header, delivery);
  const name = `${delivery} ${header}`;
  const known = remembered.get(name);
  if (known) return known.format;
  const format = choose(header, delivery);
  remembered.set(name, { format });
  return format;
}

function choose(accept: string, delivery: Delivery): Format | undefined {
  const ranges = rangesOf(accept);
  for (const { formats, onlyByName } of offers[delivery]) {
    let best: { readonly format: Format; readonly range: Range } | undefined;
    for (const format of formats) {
      const range = rangeFor(format, ranges);
      if (!range || range.quality === 0 || (onlyByName && range.type === '*/*')) continue;
      if (!best || isBefore(range, best.range)) best = { format, range };
    }
    if (best) return best.format;
  }
  return undefined;
}

/** A media range of an `Accept` header. */
interface Range {
  readonly type: string;
  /** The parameters that name a format of parts. */
  readonly specs: readonly string[];
  readonly quality: number;
  /** Its position in the header. */
  readonly at: number;
}

const SPEC = /^(deferspec|incrementalspec|subscriptionspec)=/;

/** The media ranges of a header, in its order. Types in another charset than UTF-8 do not count. */
function rangesOf(accept: string): Range[] {
  return accept
    .replaceAll(/[\s"]/g, '')
    .toLowerCase()
    .split(',')
    .flatMap((item, at) => {
      const [type = '', ...parameters] = item.split(';');
      const valueOf = (name: string) =>
        parameters.find((parameter) => parameter.startsWith(name))?.slice(name.length);
      if ((valueOf('charset=') ?? 'utf-8') !== 'utf-8') return [];
      const quality = Number(valueOf('q=') ?? 1);
      const specs = parameters.filter((parameter) => SPEC.test(parameter));
      return [{ type, specs, quality: Number.isNaN(quality) ? 1 : quality, at }];
    });
}

/** The most specific range that a format matches, which is the one that counts (RFC 9110, 12.5.1). */
function rangeFor({ type, spec }: Format, ranges: readonly Range[]): Range | undefined {
  const wanted = [type, `${type.split('/')[0]}/*`, '*/*'];
  let found: { readonly range: Range; readonly rank: number } | undefined;
  for (const range of ranges) {
    const kind = wanted.indexOf(range.type);
    if (kind === -1) continue;
    const isNamed = spec !== undefined && range.specs.includes(spec.toLowerCase());
    if (!isNamed && (range.specs.length > 0 || !isMeantByType(spec))) continue;
    const rank = kind + (isNamed ? 0 : 0.5);
    if (!found || rank < found.rank) found = { range, rank };
  }
  return found?.range;
}

const isBefore = (one: Range, other: Range) =>
  one.quality > other.quality || (one.quality === other.quality && one.at < other.at);
