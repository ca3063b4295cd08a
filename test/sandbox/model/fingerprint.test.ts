import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { metricFingerprint } from '../../../src/sandbox/model/fingerprint.ts';
import { isoformat } from '../../../src/sandbox/model/isoformat.ts';
import { pythonJson } from '../../../src/sandbox/model/python-json.ts';

interface Vector {
  id: string;
  title: string;
  metric: object;
  start_date: string | null;
  stats_method: string;
  exposure_criteria: object | null;
  only_count_matured_users: boolean;
  excluded_variants: string[] | null;
  sha256: string;
}

const file = new URL('../cases.json', import.meta.url);
const { fingerprint_vectors: vectors }: { fingerprint_vectors: Vector[] } = JSON.parse(
  readFileSync(file, 'utf8'),
);

const mean = { kind: 'ExperimentMetric', metric_type: 'mean', source: { kind: 'EventsNode' } };
const draft = { start_date: null };

describe('metric fingerprint', () => {
  it.each(vectors)('of $id ($title) is the digest that PostHog computes', (vector) => {
    expect(metricFingerprint(vector.metric, vector)).toBe(vector.sha256);
  });

  it('omits fields that only identify a metric', () => {
    const plain = metricFingerprint(mean, draft);
    for (const identity of [
      { uuid: 'x' },
      { name: 'y' },
      { fingerprint: 'z' },
      { breakdownFilter: {} },
    ])
      expect(metricFingerprint({ ...mean, ...identity }, draft)).toBe(plain);
    expect(metricFingerprint({ ...mean, goal: 'increase' }, draft)).not.toBe(plain);
  });

  it('includes a setting only if it is not empty', () => {
    const plain = metricFingerprint(mean, draft);
    const silent = {
      exposure_criteria: {},
      only_count_matured_users: false,
      excluded_variants: [],
    };
    expect(metricFingerprint(mean, { ...draft, ...silent })).toBe(plain);
    expect(metricFingerprint(mean, { ...draft, only_count_matured_users: true })).not.toBe(plain);
    expect(metricFingerprint(mean, { ...draft, excluded_variants: ['b', 'a', 'b'] })).toBe(
      metricFingerprint(mean, { ...draft, excluded_variants: ['a', 'b'] }),
    );
  });
});

describe('JSON text in the format of Python', () => {
  it('sorts keys by code point and escapes everything outside printable ASCII', () => {
    expect(pythonJson({ '\u{1F600}': 'é\u007f\n', '\uFFFD': null, b: [true, {}] })).toBe(
      String.raw`{"b":[true,{}],"\ufffd":null,"\ud83d\ude00":"\u00e9\u007f\n"}`,
    );
  });

  it.each([
    [5, '5'],
    [0.1, '0.1'],
    [-0, '0'],
    [0.00005, '5e-05'],
    [1.5e-7, '1.5e-07'],
    [0.0001, '0.0001'],
    [2 ** 53, '9007199254740992'],
    [1e21, '1e+21'],
  ])('formats the number %d as %s', (value, text) => {
    expect(pythonJson(value)).toBe(text);
  });

  it.each([
    ['2024-01-01T10:00:00Z', '2024-01-01T10:00:00+00:00'],
    ['2024-01-01T12:00:00+02:00', '2024-01-01T10:00:00+00:00'],
    ['2024-01-01T10:00:00.5Z', '2024-01-01T10:00:00.500000+00:00'],
    ['2024-01-01T10:00:00.123456Z', '2024-01-01T10:00:00.123456+00:00'],
  ])('formats the time %s as %s', (moment, text) => {
    expect(isoformat(moment)).toBe(text);
  });
});
