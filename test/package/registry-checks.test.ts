import { describe, expect, it } from 'vitest';
import { signatures, vulnerabilities } from './registry-checks.ts';

const audit = (found: Record<string, string>) =>
  JSON.stringify({
    vulnerabilities: Object.fromEntries(
      Object.entries(found).map(([name, severity]) => [name, { severity }]),
    ),
    metadata: { vulnerabilities: {} },
  });

describe('known vulnerabilities', () => {
  it('fail the check when they are severe', () => {
    expect(vulnerabilities(audit({ a: 'critical', b: 'low', c: 'high' }))).toEqual({
      is: 'failed',
      detail: 'a (critical), c (high)',
    });
    expect(vulnerabilities(audit({ b: 'moderate' })).is).toBe('passed');
    expect(vulnerabilities(audit({})).is).toBe('passed');
  });

  it.each([
    ['{"message":"405 Method Not Allowed - POST https://a.example"}', '405 Method Not Allowed '],
    ['{"error":{"code":"ENOAUDIT"}}', 'ENOAUDIT'],
    ['', 'npm gave no answer'],
    ['<html>', 'npm gave no answer'],
  ])('are not reported as absent when npm prints %s', (printed, detail) => {
    expect(vulnerabilities(printed)).toEqual({ is: 'not available', detail: detail.trim() });
  });
});

describe('signatures', () => {
  it('fail the check when one is wrong or missing', () => {
    const one = { name: 'a', version: '1.2.3' };
    const failed = { is: 'failed', detail: 'a 1.2.3' };
    expect(signatures(JSON.stringify({ invalid: [one], missing: [] }))).toEqual(failed);
    expect(signatures(JSON.stringify({ invalid: [], missing: [one] }))).toEqual(failed);
    expect(signatures('{"invalid":[],"missing":[]}').is).toBe('passed');
  });

  it.each(['{"error":{"code":"ENOTFOUND"}}', ''])(
    'are not reported as valid when npm prints %s',
    (printed) => {
      expect(signatures(printed).is).toBe('not available');
    },
  );
});
