import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config/config.ts';
import { problemsOf } from './problems-of.ts';

describe('CORS_ORIGINS', () => {
  it.each([
    'https://app.example.com',
    'http://localhost:5173',
    'https://*.example.com',
    'https://*.preview.example.com:8443',
    'capacitor://localhost',
    'chrome-extension://abcdefghijklmnop',
  ])('accepts %s', (origin) => {
    expect(readConfig({ CORS_ORIGINS: origin }).corsOrigins).toEqual([origin]);
  });

  it.each([
    '*',
    'null',
    'https://*',
    'https://*.com',
    'https://app.*.example.com',
    'https://pre*.example.com',
    'https://*.*.example.com',
    'https://app.example.com/',
    'capacitor://localhost/path',
    'app.example.com',
  ])('refuses %s at start, as it would match nothing or everything', (origin) => {
    expect(problemsOf({ CORS_ORIGINS: origin })).toEqual([
      'CORS_ORIGINS must be origins such as https://app.example.com or https://*.example.com, comma-separated.',
    ]);
  });
});

describe('PUBLIC_URL', () => {
  it.each([
    ['https://example.com', 'https://example.com'],
    ['https://example.com/experiments/', 'https://example.com/experiments'],
    ['http://[::1]:8080/a/b', 'http://[::1]:8080/a/b'],
  ])('accepts %s', (text, address) => {
    expect(readConfig({ PUBLIC_URL: text }).publicUrl).toBe(address);
  });

  it('makes its host name acceptable wherever host names are checked', () => {
    const PUBLIC_URL = 'https://example.com/experiments';
    expect(readConfig({ PUBLIC_URL }).allowedHosts).toEqual(['example.com']);
    expect(readConfig({ PUBLIC_URL, ALLOWED_HOSTS: 'inner' }).allowedHosts).toEqual([
      'inner',
      'example.com',
    ]);
    expect(readConfig({ PUBLIC_URL, HOST: '0.0.0.0' }).allowedHosts).toBeUndefined();
  });

  it.each([
    'example.com',
    '/experiments',
    'ftp://example.com',
    'javascript:alert(1)',
    'https://user:secret@example.com',
    'https://example.com/?a=b',
    'https://example.com/#a',
    'https://example.com/a/../b',
    'https://example.com//b',
    'https://example.com/a b',
    'https://example.com/%2e%2e',
  ])('refuses %s', (text) => {
    expect(problemsOf({ PUBLIC_URL: text })).toEqual([
      'PUBLIC_URL must be an address such as https://example.com/experiments, without credentials, query, fragment or escapes.',
    ]);
  });
});

describe('TRUSTED_PROXIES', () => {
  it.each([
    ['none', []],
    ['loopback', ['loopback']],
    ['10.0.0.0/8, ::1, uniquelocal', ['10.0.0.0/8', '::1', 'uniquelocal']],
  ])('accepts %s', (text, proxies) => {
    expect(readConfig({ TRUSTED_PROXIES: text }).trustedProxies).toEqual(proxies);
  });

  it.each(['*', 'true', '1', 'proxy.example.com', '10.0.0.0/64', '10.0.0.0/8,', 'none,loopback'])(
    'refuses %s',
    (text) => {
      expect(problemsOf({ TRUSTED_PROXIES: text })).toEqual([
        'TRUSTED_PROXIES must be none, or addresses, CIDR ranges, loopback, linklocal or uniquelocal, comma-separated.',
      ]);
    },
  );
});
