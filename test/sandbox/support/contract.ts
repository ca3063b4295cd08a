import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

/** The parts of an OpenAPI document that the checks use. */
interface Content {
  content?: Record<string, { schema?: object }>;
  $ref?: string;
}

interface Operation {
  operationId?: string;
  responses?: Record<string, Content>;
  requestBody?: Content & { required?: boolean };
}

interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: { responses: Record<string, Content> };
}

export interface ContractOperation {
  method: string;
  path: string;
  operation: Operation;
}

const DOCUMENT_URL = new URL('../../../schema/posthog.openapi.json', import.meta.url);
const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

const document: Document = JSON.parse(readFileSync(DOCUMENT_URL, 'utf8'));

/** Every operation of PostHog's contract by its operationId. */
export const operations: ReadonlyMap<string, ContractOperation> = new Map(
  Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method];
      const id = operation?.operationId;
      return operation && id ? [[id, { method: method.toUpperCase(), path, operation }]] : [];
    }),
  ),
);

const ajv = new Ajv2020({ strict: false, allErrors: false, discriminator: false });
addFormats.default(ajv);
ajv.addSchema(document, 'posthog');

const compiled = new Map<string, ValidateFunction>();

const escaped = (part: string): string =>
  encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));

function validator(pointer: readonly string[]): ValidateFunction {
  const reference = `posthog#/${pointer.map(escaped).join('/')}`;
  const known = compiled.get(reference) ?? ajv.compile({ $ref: reference });
  compiled.set(reference, known);
  return known;
}

/**
 * Validates a JSON body of an operation against the contract.
 * @param part `request`, or the status of a response
 * @returns null when it is valid, otherwise a message
 */
export function violation(id: string, part: 'request' | number, body: string): string | null {
  const known = operations.get(id);
  if (!known) return `${id} is not in the contract`;
  const at = ['paths', known.path, known.method.toLowerCase()];
  if (part === 'request') {
    const sent = known.operation.requestBody;
    if (!sent) return null;
    return check(sent, [...at, 'requestBody'], body, sent.required === true);
  }
  const response = known.operation.responses?.[String(part)];
  // Errors that the contract does not list for an operation, such as a 405, are not validated.
  if (!response) return part >= 400 ? null : `${id}: the contract knows no status ${part}`;
  return check(response, [...at, 'responses', String(part)], body, true);
}

function check(
  given: Content,
  pointer: readonly string[],
  body: string,
  needed: boolean,
): string | null {
  const name = given.$ref?.split('/').at(-1);
  const target = name === undefined ? given : document.components.responses[name];
  const where = name === undefined ? pointer : ['components', 'responses', name];
  const typed = target?.content?.['application/json']?.schema !== undefined;
  if (body === '') return needed && typed && name === undefined ? 'a body is missing' : null;
  if (!typed) return 'a body where the contract has none';
  const validate = validator([...where, 'content', 'application/json', 'schema']);
  const value: unknown = JSON.parse(body);
  return validate(value) ? null : ajv.errorsText(validate.errors, { dataVar: 'body' });
}
