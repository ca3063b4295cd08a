import { parseEncryptionKeys } from '../../shared-store/redis/encoding/encryption.ts';
import { parseRedisUrl } from '../../shared-store/redis/url.ts';
import { matching, parsedBy, workerCount } from '../value-kinds.ts';
import type { Variable } from './variable.ts';

/** How many processes there are, and the state that they share. */
export const replicas = {
  WORKERS: {
    meaning:
      'Processes that serve on the same ports, so that more than one core is used: a number, or `auto` for one on each core. More than one, and `auto`, need `REDIS_URL`, in which they share their state as replicas do. Limits of memory, requests and calls are those of one process, and count for each.',
    default: '1',
    example: 'auto',
    whenMounted: false,
    value: workerCount,
  },
  REDIS_URL: {
    meaning:
      'Redis or Valkey in which several replicas of this server share their state: `redis://user:password@host:6379/0`, `rediss://…` with TLS, `redis+sentinel://user:password@host1:26379,host2:26379/mymaster/0` (with `?sentinelUsername=…&sentinelPassword=…` if the Sentinels ask for it) or `redis+cluster://host1:6379,host2:6379`, the last two also as `rediss+…`. Special characters of a password are percent-encoded.',
    unset: 'this process is the only replica and keeps its state in memory',
    example: 'redis://127.0.0.1:6379',
    isSecret: true,
    value: parsedBy(
      parseRedisUrl,
      'a URL such as redis://:password@host:6379/0, rediss://…, redis+sentinel://host1:26379,host2:26379/mymaster or redis+cluster://host1:6379,host2:6379',
    ),
  },
  REDIS_PREFIX: {
    meaning:
      'Beginning of every key and channel in Redis. Servers that are not replicas of each other need different ones.',
    default: 'peg:',
    example: 'experiments:staging:',
    value: matching(
      (text) => /^[\w.:-]{1,64}$/.test(text),
      'at most 64 letters, digits, or characters of . : _ -',
    ),
  },
  REDIS_ENCRYPTION_KEY: {
    meaning:
      'Key with which everything that this server stores in Redis or sends through it is encrypted (AES-256-GCM): 32 random bytes in base64 or hex, as `openssl rand -base64 32` prints them. Of several, comma-separated, the first encrypts and all decrypt. All replicas need keys that read what the others write.',
    unset: 'what is stored in Redis is not encrypted',
    example: 'RXhhbXBsZS1rZXktdGhhdC1ub2JvZHktbXVzdC11c2U=',
    isSecret: true,
    value: parsedBy(
      parseEncryptionKeys,
      '32 bytes in base64 (44 characters) or hex (64 characters), or several such keys, comma-separated',
    ),
  },
} as const satisfies Record<string, Variable>;
