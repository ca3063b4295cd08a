import { z } from 'zod';
import { isWebAddress, matching, parsedBy } from '../value-kinds.ts';
import type { Variable } from './variable.ts';

const endpoint = matching(
  isWebAddress,
  'an http:// or https:// address without credentials, query and fragment',
);

const protocol = z.enum(['http/protobuf', 'http/json'], {
  error: 'http/protobuf or http/json',
});

const pairs = parsedBy(readPairs, 'name=value pairs separated by commas, percent-encoded');

/** Reads `name=value,name2=value2`, whose values are percent-encoded; undefined for anything else. */
function readPairs(text: string): Readonly<Record<string, string>> | undefined {
  const read: Record<string, string> = {};
  for (const pair of text.split(',')) {
    if (pair.trim() === '') continue;
    const [, name, value] = /^\s*([^\s=]+)\s*=\s*(.*?)\s*$/.exec(pair) ?? [];
    if (name === undefined || value === undefined) return undefined;
    try {
      read[decodeURIComponent(name)] = decodeURIComponent(value);
    } catch {
      return undefined;
    }
  }
  return read;
}

/** Traces, by the standard variables of OpenTelemetry. */
export const tracing = {
  OTEL_EXPORTER_OTLP_ENDPOINT: {
    meaning:
      'Address of an OpenTelemetry collector that takes OTLP over HTTP; traces go to `/v1/traces` below it. Setting it turns traces on.',
    unset: 'no traces, unless `OTEL_EXPORTER_OTLP_TRACES_ENDPOINT` is set',
    example: 'http://127.0.0.1:4318',
    value: endpoint,
  },
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: {
    meaning: 'The whole address for traces, if it is not below `OTEL_EXPORTER_OTLP_ENDPOINT`.',
    unset: '`OTEL_EXPORTER_OTLP_ENDPOINT` with `/v1/traces`',
    example: 'http://127.0.0.1:4318/v1/traces',
    value: endpoint,
  },
  OTEL_EXPORTER_OTLP_HEADERS: {
    meaning:
      'Headers for the collector, such as its access token: `name=value` pairs separated by commas, percent-encoded.',
    unset: 'no headers',
    example: 'authorization=Bearer%20token',
    value: pairs,
  },
  OTEL_EXPORTER_OTLP_TRACES_HEADERS: {
    meaning: 'The same for traces, in place of `OTEL_EXPORTER_OTLP_HEADERS`.',
    unset: '`OTEL_EXPORTER_OTLP_HEADERS`',
    example: 'authorization=Bearer%20token',
    value: pairs,
  },
  OTEL_EXPORTER_OTLP_PROTOCOL: {
    meaning: 'Encoding of what is sent to the collector: `http/protobuf` or `http/json`.',
    default: 'http/protobuf',
    example: 'http/json',
    value: protocol,
  },
  OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: {
    meaning: 'The same for traces.',
    unset: '`OTEL_EXPORTER_OTLP_PROTOCOL`',
    example: 'http/json',
    value: protocol,
  },
  OTEL_SDK_DISABLED: {
    meaning: '`true` turns traces off, whatever the other variables say.',
    default: 'false',
    example: 'true',
    // The specification ignores the case, and takes everything else for false.
    value: z.string().transform((text) => text.toLowerCase() === 'true'),
  },
  OTEL_SERVICE_NAME: {
    meaning: 'Name of this service in traces.',
    unset: 'that in `OTEL_RESOURCE_ATTRIBUTES`, or `posthog-experiments-graph`',
    example: 'experiments-api',
    value: z.string(),
  },
  OTEL_RESOURCE_ATTRIBUTES: {
    meaning:
      'Attributes of this service in traces: `name=value` pairs separated by commas, percent-encoded.',
    unset: 'only the name and the version of the service',
    example: 'deployment.environment.name=production',
    value: pairs,
  },
  OTEL_TRACES_SAMPLER: {
    meaning:
      'Which traces are recorded: `always_on`, `always_off`, `traceidratio`, or `parentbased_` before one of them, which follows the caller where it has decided.',
    default: 'parentbased_always_on',
    example: 'parentbased_traceidratio',
    value: z.enum(
      [
        'always_on',
        'always_off',
        'traceidratio',
        'parentbased_always_on',
        'parentbased_always_off',
        'parentbased_traceidratio',
      ],
      {
        error: 'always_on, always_off or traceidratio, or one of them with parentbased_ before it',
      },
    ),
  },
  OTEL_TRACES_SAMPLER_ARG: {
    meaning: 'For `traceidratio`: the share of traces that is recorded, from 0 to 1.',
    default: '1',
    example: '0.1',
    value: matching(
      (text) => /^\d*\.?\d+$/.test(text) && Number(text) <= 1,
      'a number from 0 to 1',
    ).transform(Number),
  },
} as const satisfies Record<string, Variable>;
