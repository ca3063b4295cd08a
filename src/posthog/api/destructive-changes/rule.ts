import { type JsonObject } from '../json.ts';
import { isEmpty, isSameValue } from './same-value.ts';

/** One thing that a call would change, and why the change needs confirmation. */
export interface DestructiveChange {
  /** A field of the request body, or of the object where the call changes it without naming it. */
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
  /** A sentence in English. */
  readonly why: string;
}

/** Decides whether a call needs confirmation because of what it does beyond the fields of its body. */
export interface CallRule {
  /** False when the body alone proves that nothing needs confirmation; the current object is then not read. */
  mayNeedConfirmation(body: JsonObject): boolean;
  /** @param now the current object; empty for a call that creates one */
  changes(body: JsonObject, now: JsonObject): readonly DestructiveChange[];
}

/** Decides whether an update of one field may destroy data. */
export interface FieldRule {
  /** False when the value alone proves that nothing is lost; the current object is then not read. */
  mayBeDestructive(value: unknown): boolean;
  /** Why confirmation is needed, as a sentence; undefined when nothing is lost. */
  reason(value: unknown, now: JsonObject): string | undefined;
  /** The field's current value, for fields that the object has under another name. */
  before?(now: JsonObject): unknown;
}

/** Rules by field name of the request body. */
export type FieldRules = Readonly<Record<string, FieldRule>>;

/** No value of the field needs confirmation: another call can restore it, or it only controls the request. */
export const harmless: FieldRule = { mayBeDestructive: () => false, reason: () => undefined };

/** Needs confirmation when the value differs from the current one. */
export const changes = (name: string, why: string): FieldRule => ({
  mayBeDestructive: () => true,
  reason: (value, now) => (isSameValue(value, now[name]) ? undefined : why),
});

/** Needs confirmation when an existing value would be overwritten; filling an empty field loses nothing. */
export const overwrites = (name: string, why: string): FieldRule => ({
  mayBeDestructive: () => true,
  reason: (value, now) => (isEmpty(now[name]) || isSameValue(value, now[name]) ? undefined : why),
});

/** Needs confirmation when a boolean is changed to `to`. */
export const switches = (name: string, to: boolean, why: string): FieldRule => ({
  mayBeDestructive: (value) => value === to,
  reason: (value, now) => (value === to && now[name] !== to ? why : undefined),
});

/** Needs confirmation when an entry would be removed from a list. Adding loses nothing. */
export const removes = (name: string, why: string): FieldRule => ({
  mayBeDestructive: () => true,
  reason(value, now) {
    const sent = new Set(listOf(value).map(tag));
    return listOf(now[name]).every((one) => sent.has(tag(one))) ? undefined : why;
  },
});

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** PostHog stores tags in lower case and trims them. */
const tag = (value: unknown) =>
  typeof value === 'string' ? value.trim().toLowerCase() : JSON.stringify(value);
