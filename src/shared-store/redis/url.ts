/** A server's address. */
export interface RedisNode {
  readonly host: string;
  readonly port: number;
}

/** Where Redis is, and how to log in: what REDIS_URL says. */
export interface RedisTarget {
  /** `single`: one server; `sentinel`: the master that Sentinels name; `cluster`: the nodes of a cluster. */
  readonly kind: 'single' | 'sentinel' | 'cluster';
  /** The server, the Sentinels, or some nodes of the cluster. */
  readonly nodes: readonly RedisNode[];
  readonly tls: boolean;
  readonly username?: string;
  readonly password?: string;
  /** Number of the database; always 0 in a cluster. */
  readonly db: number;
  /** Name of the master, for Sentinels. */
  readonly master?: string;
  /** How to log in to the Sentinels, if they ask for it. */
  readonly sentinelUsername?: string;
  readonly sentinelPassword?: string;
}

const FORM =
  /^(rediss?)(?:\+(sentinel|cluster))?:\/\/(?:([^@/?#]*)@)?([^@/?#]+)(?:\/([^?#]*))?(?:\?([^#]*))?$/;

const DEFAULT_PORT = { single: 6379, sentinel: 26_379, cluster: 6379 };

/**
 * Reads an address such as `redis://user:password@host:6379/0`, `rediss://…` with TLS,
 * `redis+sentinel://user:password@host1:26379,host2:26379/mymaster/0?sentinelPassword=…` or
 * `redis+cluster://host1:6379,host2:6379`. Both of the last take `rediss+` too.
 * @returns undefined for any other text
 */
export function parseRedisUrl(text: string): RedisTarget | undefined {
  const [, scheme, form = 'single', login = '', hosts = '', path = '', query = ''] =
    FORM.exec(text) ?? [];
  if (scheme === undefined) return undefined;
  const kind = form as RedisTarget['kind'];
  const nodes = hosts.split(',').map((host) => nodeOf(host, DEFAULT_PORT[kind]));
  const words = path === '' ? [] : path.split('/');
  const master = kind === 'sentinel' ? words.shift() : undefined;
  const db = words.shift() ?? '0';
  const names = [...new URLSearchParams(query).keys()];
  const isKnown = names.every((name) => kind === 'sentinel' && SENTINEL_LOGIN.includes(name));
  const isWhole =
    nodes.every((node) => node !== undefined) &&
    (kind !== 'single' || nodes.length === 1) &&
    (kind !== 'sentinel' || /^[\w.-]+$/.test(master ?? '')) &&
    /^\d{1,3}$/.test(db) &&
    (kind !== 'cluster' || db === '0') &&
    words.length === 0 &&
    isKnown;
  const credentials = credentialsOf(login);
  if (!isWhole || credentials === undefined) return undefined;
  return {
    kind,
    nodes: nodes.filter((node) => node !== undefined),
    tls: scheme === 'rediss',
    db: Number(db),
    ...credentials,
    ...(master !== undefined && { master }),
    ...Object.fromEntries(new URLSearchParams(query)),
  };
}

const SENTINEL_LOGIN: readonly string[] = ['sentinelUsername', 'sentinelPassword'];

/** A host name, an IPv4 address or an IPv6 address in brackets, with a port or the usual one. */
function nodeOf(text: string, usual: number): RedisNode | undefined {
  const [, six, name, port = String(usual)] =
    /^(?:\[([\da-f:.]+)\]|([\w.-]+))(?::(\d{1,5}))?$/i.exec(text) ?? [];
  const host = six ?? name;
  const isPort = Number(port) > 0 && Number(port) < 65_536;
  return host === undefined || !isPort ? undefined : { host, port: Number(port) };
}

function credentialsOf(login: string): Pick<RedisTarget, 'username' | 'password'> | undefined {
  const [user = '', ...rest] = login.split(':');
  try {
    const username = decodeURIComponent(user);
    const password = decodeURIComponent(rest.join(':'));
    return { ...(username !== '' && { username }), ...(password !== '' && { password }) };
  } catch {
    return undefined;
  }
}
