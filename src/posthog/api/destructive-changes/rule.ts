import { isEmpty, isSameValue, type Row } from './same-value.ts';

/** What an update of one field may take away. */
export interface FieldRule {
  /** False when the value alone shows that nothing is lost: then the present object is not read. */
  mayBeDestructive(value: unknown): boolean;
  /** Why to ask first, as a sentence; undefined when nothing is lost. */
  reason(value: unknown, now: Row): string | undefined;
  /** The present value of the field, where it stands under another name. */
  before?(now: Row): unknown;
}

/** By field of the body. */
export type FieldRules = Readonly<Record<string, FieldRule>>;

/** Any value of the field may be sent at once: another call sets it back, or it only steers the request. */
export const harmless: FieldRule = { mayBeDestructive: () => false, reason: () => undefined };

/** Asks when the value is another than the present one. */
export const changes = (name: string, why: string): FieldRule => ({
  mayBeDestructive: () => true,
  reason: (value, now) => (isSameValue(value, now[name]) ? undefined : why),
});

/** Asks when a value that is there would be overwritten; filling in what is empty loses nothing. */
export const overwrites = (name: string, why: string): FieldRule => ({
  mayBeDestructive: () => true,
  reason: (value, now) => (isEmpty(now[name]) || isSameValue(value, now[name]) ? undefined : why),
});

/** Asks when a switch is turned the given way. */
export const switches = (name: string, to: boolean, why: string): FieldRule => ({
  mayBeDestructive: (value) => value === to,
  reason: (value, now) => (value === to && now[name] !== to ? why : undefined),
});

/** Asks when something of a list would no longer be in it. Adding loses nothing. */
export const removes = (name: string, why: string): FieldRule => ({
  mayBeDestructive: () => true,
  reason(value, now) {
    const kept = new Set(listOf(value).map(tag));
    return listOf(now[name]).every((one) => kept.has(tag(one))) ? undefined : why;
  },
});

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** PostHog stores tags in lower case and without spaces around them. */
const tag = (value: unknown) =>
  typeof value === 'string' ? value.trim().toLowerCase() : JSON.stringify(value);
