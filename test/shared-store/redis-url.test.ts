import { describe, expect, it } from 'vitest';
import { parseRedisUrl } from '../../src/shared-store/redis/url.ts';

const single = { kind: 'single', tls: false, db: 0 };

describe('an address of Redis', () => {
  it.each([
    ['redis://host', { ...single, nodes: [{ host: 'host', port: 6379 }] }],
    [
      'redis://host.example.com:6380/3',
      { ...single, db: 3, nodes: [{ host: 'host.example.com', port: 6380 }] },
    ],
    ['redis://[::1]:6380/', { ...single, nodes: [{ host: '::1', port: 6380 }] }],
    [
      'redis://:p%40ss%2Fword@127.0.0.1',
      { ...single, password: 'p@ss/word', nodes: [{ host: '127.0.0.1', port: 6379 }] },
    ],
    [
      'rediss://user:a:b@host',
      {
        ...single,
        tls: true,
        username: 'user',
        password: 'a:b',
        nodes: [{ host: 'host', port: 6379 }],
      },
    ],
    [
      'redis+sentinel://user:pw@one:26380,two/mymaster/2?sentinelUsername=s&sentinelPassword=p%26w',
      {
        kind: 'sentinel',
        tls: false,
        db: 2,
        master: 'mymaster',
        username: 'user',
        password: 'pw',
        sentinelUsername: 's',
        sentinelPassword: 'p&w',
        nodes: [
          { host: 'one', port: 26_380 },
          { host: 'two', port: 26_379 },
        ],
      },
    ],
    [
      'rediss+cluster://:pw@one:7000,two:7001',
      {
        kind: 'cluster',
        tls: true,
        db: 0,
        password: 'pw',
        nodes: [
          { host: 'one', port: 7000 },
          { host: 'two', port: 7001 },
        ],
      },
    ],
  ])('%s is read', (text, target) => {
    expect(parseRedisUrl(text)).toEqual(target);
  });

  it.each([
    '',
    'host:6379',
    'http://host',
    'redis://',
    'redis://host:0',
    'redis://host:70000',
    'redis://host:port',
    'redis://one,two',
    'redis://host/x',
    'redis://host/1/2',
    'redis://host?db=1',
    'redis://:%zz@host',
    'redis://user:pass/word@host',
    'redis+sentinel://one,two',
    'redis+sentinel://one/mymaster?password=x',
    'redis+sentinel://one,/mymaster',
    'redis+cluster://one/1',
    'redis+unknown://one',
  ])('%j is not one', (text) => {
    expect(parseRedisUrl(text)).toBeUndefined();
  });
});
