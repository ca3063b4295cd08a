import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import type { OpenApiDocument, JsonSchema } from '../posthog/api/openapi.ts';
import { requestQuirks, type FieldFault, type FieldQuirks } from '../posthog/api/request-quirks.ts';
import type { Operation } from '../posthog/api/operations.ts';
import { fieldReply, RejectedRequest, type Reply } from './envelope.ts';
import { fieldSchema } from './field-schema.ts';
import { isDateTime, isTakenAs } from './drf-coercion.ts';
import {
  bounds,
  invalidChoiceMessage,
  NOT_NULL,
  notAList,
  notAnObject,
  REQUIRED,
  INVALID_DATETIME,
  wrongType,
} from './drf-messages.ts';
import type { MessageText } from './drf-messages.ts';

/** Checks a body and returns the body to send upstream. @throws RejectedRequest for its first invalid field */
export type BodyCheck = (body: unknown) => unknown;

const ajv = new Ajv2020({ strict: false, allErrors: true, verbose: true });
ajv.addFormat('date-time', isDateTime);

/**
 * Compiles the check of an operation's body. It rejects only what PostHog's framework would reject, with the
 * same messages; nested values are left to PostHog.
 */
export function compileBodyCheck(operation: Operation, contract: OpenApiDocument): BodyCheck {
  const { body: declared } = contract.operation(operation.id);
  // PostHog ignores the body of an operation that declares none.
  if (!declared) return () => undefined;
  const { body: quirks = {}, looseBody = false } = requestQuirks(operation.id);
  const schema = contract.resolve(declared.schema);
  const names = Object.keys(schema.properties ?? {});
  const validate = ajv.compile(looseBody ? {} : checked(schema, contract));
  return (sent) => {
    const body = sent ?? (declared.required && sent === undefined ? {} : sent);
    if (body === undefined) return undefined;
    if (typeof body !== 'object' || body === null || Array.isArray(body)) {
      const { code, detail } = body === null ? NOT_NULL : notAnObject(body);
      throw new RejectedRequest(fieldReply(null, code, detail));
    }
    if (validate(body)) return body;
    const reply = firstProblem(validate.errors ?? [], names, quirks);
    if (reply) throw new RejectedRequest(reply);
    return body;
  };
}

function checked(schema: JsonSchema, contract: OpenApiDocument): JsonSchema {
  const writable = Object.entries(schema.properties ?? {}).filter(
    // Fields that the contract is unsure of are left to PostHog.
    ([, field]) => field.readOnly !== true && field['x-confidence'] === undefined,
  );
  const properties = Object.fromEntries(
    writable.map(([name, field]) => [name, fieldSchema(field, contract)]),
  );
  const required = (schema.required ?? []).filter((name) => name in properties);
  return { properties, required };
}

/** PostHog reports only one field, the first one in its serializer. */
function firstProblem(
  errors: readonly ErrorObject[],
  names: readonly string[],
  quirks: FieldQuirks,
): Reply | undefined {
  const rank = (error: ErrorObject) => names.indexOf(pathOf(error)[0] ?? '');
  const ranked = errors.toSorted((a, b) => rank(a) - rank(b));
  for (const error of ranked) {
    const reply = replyTo(error, quirks);
    if (reply) return reply;
  }
  return undefined;
}

function replyTo(error: ErrorObject, quirks: FieldQuirks): Reply | undefined {
  const path = pathOf(error);
  const quirk = quirks[path[0] ?? ''];
  if (quirk === 'ignored') return undefined;
  const words = wordsFor(error);
  if (!words) return undefined;
  const own = path.length === 1 ? quirk?.[error.keyword as FieldFault] : undefined;
  return own ? { status: 400, body: own } : fieldReply(path.join('__'), words.code, words.detail);
}

/** Property names from the body to the invalid field; for a missing field, the path ends with its name. */
function pathOf({ instancePath, keyword, params }: ErrorObject): readonly string[] {
  const path = instancePath.split('/').slice(1);
  return keyword === 'required' ? [...path, String(params['missingProperty'])] : path;
}

/** Undefined when PostHog accepts the value nevertheless, or would answer something else. */
function wordsFor({ keyword, params, data }: ErrorObject): MessageText | undefined {
  switch (keyword) {
    case 'required':
      return REQUIRED;
    case 'type': {
      const type =
        [params['type'] as string | readonly string[]].flat().find((one) => one !== 'null') ?? '';
      if (data === null) return NOT_NULL;
      if (type === 'array') return notAList(data);
      return isTakenAs(type, data) ? undefined : wrongType(type);
    }
    case 'enum':
      if (data === null) return NOT_NULL;
      // Only PostHog knows which choices may be blank.
      return data === '' ? undefined : invalidChoiceMessage(data);
    case 'format':
      return INVALID_DATETIME;
    default:
      return bounds[keyword]?.(Number(params['limit']));
  }
}
