import type { Operation, QueryParameter } from '../posthog/api/operations.ts';
import { requestQuirks, type FieldFault, type FieldQuirk } from '../posthog/api/request-quirks.ts';
import { fieldReply, RejectedRequest, type Reply } from './envelope.ts';
import { invalidChoiceMessage, REQUIRED, wrongType } from './drf-messages.ts';

const INTEGER = /^\s*[+-]?\d+\s*$/;
const BOOLEAN = /^(true|false)$/i;

/**
 * The query parameters of a request as strings, which are sent to PostHog unchanged.
 * @throws RejectedRequest for a parameter that is unknown, missing or invalid
 */
export function readQuery(
  operation: Operation,
  search: URLSearchParams,
): Readonly<Record<string, string>> {
  const quirks = requestQuirks(operation.id).query ?? {};
  const { queryParameters, undeclaredParameters } = operation;
  const known = new Map(
    [...queryParameters, ...undeclaredParameters].map((one) => [one.name, one]),
  );
  for (const name of search.keys()) {
    if (!known.has(name)) {
      throw new RejectedRequest(fieldReply(name, 'invalid_input', 'Unknown query parameter.'));
    }
  }
  // The last of repeated parameters counts, as in PostHog, unless it is a list.
  const values = new Map(search);
  for (const { name, type } of known.values()) {
    const items = type === 'array' ? search.getAll(name) : [];
    if (items.length > 1) values.set(name, JSON.stringify(items));
  }
  for (const name of new Set([...Object.keys(quirks), ...known.keys()])) {
    const parameter = known.get(name);
    const reply = parameter && problemWith(parameter, values.get(name) ?? '', quirks[name]);
    if (reply) throw new RejectedRequest(reply);
  }
  return Object.fromEntries(values);
}

function problemWith(
  parameter: QueryParameter,
  value: string,
  quirk: FieldQuirk | undefined,
): Reply | undefined {
  if (quirk === 'ignored') return undefined;
  const fault = faultOf(parameter, value);
  if (fault === undefined) return undefined;
  const own = quirk?.[fault];
  if (own) return { status: 400, body: own };
  const { name, type, values } = parameter;
  const words =
    fault === 'required'
      ? REQUIRED
      : values === undefined
        ? wrongType(type)
        : invalidChoiceMessage(value);
  return fieldReply(name, words.code, words.detail);
}

function faultOf(
  { type, values, required }: QueryParameter,
  value: string,
): FieldFault | undefined {
  // Forms send an empty value for a field that was not filled in.
  if (value === '') return required ? 'required' : undefined;
  if (values && !values.includes(value)) return 'type';
  if (type === 'integer' && !INTEGER.test(value)) return 'type';
  if (type === 'boolean' && !BOOLEAN.test(value)) return 'type';
  return undefined;
}
