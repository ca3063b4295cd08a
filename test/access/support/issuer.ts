import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type CryptoKey, type JWK } from 'jose';
import { Provider } from 'oidc-provider';

export const AUDIENCE = 'https://graph.test';

interface SigningKey {
  readonly privateKey: CryptoKey;
  readonly jwk: JWK;
}

async function newKey(kid: string): Promise<SigningKey> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  return { privateKey, jwk: { ...(await exportJWK(privateKey)), kid, alg: 'RS256', use: 'sig' } };
}

/** A local identity provider. Each of its clients has the role that is its name. */
export class Issuer {
  readonly #server: Server;
  #key: SigningKey;
  /** The requests that the provider answered, by path. */
  readonly asked: string[] = [];

  private constructor(server: Server, key: SigningKey) {
    this.#server = server;
    this.#key = key;
    this.#serve();
  }

  static async start(): Promise<Issuer> {
    const server = createServer();
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    return new Issuer(server, await newKey('first'));
  }

  get url(): string {
    // A TCP server's address is an object once it listens.
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  #serve(): void {
    const clientOf = (role: string) => ({
      client_id: role,
      client_secret: `secret-of-${role}`,
      grant_types: ['client_credentials'],
      redirect_uris: [],
      response_types: [],
    });
    const provider = new Provider(this.url, {
      clients: ['viewer', 'admin'].map(clientOf),
      jwks: { keys: [this.#key.jwk] },
      features: {
        devInteractions: { enabled: false },
        clientCredentials: { enabled: true },
        resourceIndicators: {
          enabled: true,
          defaultResource: () => AUDIENCE,
          useGrantedResource: () => true,
          getResourceServerInfo: () => ({
            scope: 'api',
            audience: AUDIENCE,
            accessTokenFormat: 'jwt',
            jwt: { sign: { alg: 'RS256' } },
          }),
        },
      },
      extraTokenClaims: (_context: unknown, { clientId }: { readonly clientId: string }) => ({
        realm_access: { roles: ['offline_access', clientId] },
      }),
    });
    this.#server.removeAllListeners('request');
    this.#server.on('request', (request) => this.asked.push(request.url ?? ''));
    this.#server.on('request', provider.callback());
  }

  /** A token that the provider itself issues to a client. */
  async tokenFor(role: 'viewer' | 'admin'): Promise<string> {
    const response = await fetch(`${this.url}/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: role,
        client_secret: `secret-of-${role}`,
      }),
    });
    const { access_token: token } = (await response.json()) as { access_token: string };
    return token;
  }

  /** A token with the key of the provider, with some claims changed; undefined removes one. */
  sign(changed: Readonly<Record<string, unknown>> = {}, header: object = {}): Promise<string> {
    return new SignJWT(this.#claims(changed))
      .setProtectedHeader({ alg: 'RS256', kid: this.#key.jwk.kid ?? '', ...header })
      .sign(this.#key.privateKey);
  }

  /** A token without a signature. */
  unsigned(): string {
    return new UnsecuredJWT(this.#claims({})).encode();
  }

  /** A token signed with a secret that everybody knows: the public key of the provider. */
  signedWithPublicKey(): Promise<string> {
    return new SignJWT(this.#claims({}))
      .setProtectedHeader({ alg: 'HS256', kid: this.#key.jwk.kid ?? '' })
      .sign(new TextEncoder().encode(String(this.#key.jwk.n)));
  }

  #claims(changed: Readonly<Record<string, unknown>>) {
    const seconds = Math.floor(Date.now() / 1_000);
    return {
      iss: this.url,
      aud: AUDIENCE,
      sub: 'somebody',
      iat: seconds,
      exp: seconds + 600,
      realm_access: { roles: ['admin'] },
      ...changed,
    };
  }

  /** Replaces the key of the provider. */
  async rotate(): Promise<void> {
    this.#key = await newKey('second');
    this.#serve();
  }

  /** Answers nothing any more. */
  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((closed) => {
      this.#server.close(closed);
    });
  }
}
