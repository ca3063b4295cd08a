import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config/config.ts';
import { problemsOf } from './problems-of.ts';

describe('metrics', () => {
  it('are not measured unless there is a METRICS_PORT', () => {
    expect(readConfig({ METRICS_HOST: '0.0.0.0' }).metrics).toBeUndefined();
  });

  it('are served on loopback, whatever HOST is, unless METRICS_HOST names another address', () => {
    const environment = { HOST: '0.0.0.0', METRICS_PORT: '9464' };
    expect(readConfig(environment).metrics).toEqual({ host: '127.0.0.1', port: 9464 });
    const METRICS_HOST = '::';
    expect(readConfig({ ...environment, METRICS_HOST }).metrics?.host).toBe(METRICS_HOST);
  });

  it('need a port and an address', () => {
    expect(problemsOf({ METRICS_PORT: 'on', METRICS_HOST: 'host:9464' })).toEqual([
      'METRICS_PORT must be a whole number from 0 to 65535.',
      'METRICS_HOST must be an IP address or a host name, without a port.',
    ]);
  });
});

describe('AUDIT_LOG', () => {
  it.each([
    ['off', undefined],
    ['stderr', 'stderr'],
    ['./audit.log', './audit.log'],
    ['/var/log/audit.log', '/var/log/audit.log'],
  ])('%s is where the lines go', (text, to) => {
    expect(readConfig({ AUDIT_LOG: text }).auditLog).toBe(to);
  });

  it.each(['stdout', 'on', 'audit.log', '/var/log/'])(
    'is refused where it names no file: %s',
    (text) => {
      expect(problemsOf({ AUDIT_LOG: text })).toEqual([
        'AUDIT_LOG must be off, stderr, or a file with a slash in its path, such as ./audit.log.',
      ]);
    },
  );
});

describe('the variables of OpenTelemetry', () => {
  const traces = (environment: Readonly<Record<string, string>>) => readConfig(environment).traces;
  const collector = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318/' };

  it('turn traces on with an endpoint, with the defaults of the specification', () => {
    expect(traces(collector)).toEqual({
      url: 'http://collector:4318/v1/traces',
      protocol: 'http/protobuf',
      headers: {},
      resource: { 'service.name': 'posthog-experiments-graph' },
      sampler: 'always_on',
      followsCaller: true,
      ratio: 1,
    });
  });

  it('for traces alone take precedence', () => {
    const environment = {
      ...collector,
      OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'https://traces.example/here',
      OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: 'http/json',
      OTEL_EXPORTER_OTLP_HEADERS: 'a=1',
      OTEL_EXPORTER_OTLP_TRACES_HEADERS: 'authorization=Bearer%20x%3D,b = 2',
      OTEL_SERVICE_NAME: 'mine',
      OTEL_RESOURCE_ATTRIBUTES: 'service.name=other,team=growth',
      OTEL_TRACES_SAMPLER: 'traceidratio',
      OTEL_TRACES_SAMPLER_ARG: '0.1',
    };
    expect(traces(environment)).toEqual({
      url: 'https://traces.example/here',
      protocol: 'http/json',
      headers: { authorization: 'Bearer x=', b: '2' },
      resource: { 'service.name': 'mine', team: 'growth' },
      sampler: 'traceidratio',
      followsCaller: false,
      ratio: 0.1,
    });
  });

  it('turn traces off with OTEL_SDK_DISABLED', () => {
    expect(traces({ ...collector, OTEL_SDK_DISABLED: 'TRUE' })).toBeUndefined();
  });
});
