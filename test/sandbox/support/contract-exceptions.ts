import type { Exchange } from '../../../src/sandbox/sandbox.ts';

interface Exception {
  operation: RegExp;
  part: 'request' | 'response';
  /** What ajv says of it. */
  says: RegExp;
  /** What the body has to hold for it to be this clash and no other. */
  body: RegExp;
  why: string;
}

/** Where observed behaviour (behaviour.md, cases.json) and the contract clash; behaviour wins. */
const EXCEPTIONS: readonly Exception[] = [
  {
    operation: /^experiments_(create|update|partial_update)$/,
    part: 'request',
    says: /exposure_config must have required property 'properties'/,
    body: /"kind":"ActionsNode"/,
    why: 'cases.json update-21: an exposure by action is accepted without properties',
  },
  {
    operation: /^experiments_timeseries_results_retrieve$/,
    part: 'response',
    says: /baseline must have required property 'number_of_samples'/,
    body: /"baseline":\{"key":"control"\}/,
    why: 'cases.json timeseries-08: the fixture stores a result that has nothing but the key',
  },
];

/** Whether a violation is one of the known clashes. */
export function isExpected(exchange: Exchange, part: 'request' | number, says: string): boolean {
  const kind = part === 'request' ? 'request' : 'response';
  const body = part === 'request' ? exchange.requestBody : exchange.responseBody;
  return EXCEPTIONS.some(
    (exception) =>
      exception.part === kind &&
      exception.operation.test(exchange.operation ?? '') &&
      exception.says.test(says) &&
      exception.body.test(body),
  );
}
