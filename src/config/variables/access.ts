import { z } from 'zod';
import {
  claimName,
  isIssuer,
  isWebAddress,
  listOf,
  matching,
  namedTokens,
  requiredClaims,
  signatureAlgorithms,
  wholeNumber,
} from '../value-kinds.ts';
import type { Variable } from './variable.ts';

/** Who may use this server, and for what. */
export const access = {
  GATEWAY_TOKEN: {
    meaning: 'Shared secret that callers must send as `x-gateway-token`.',
    unset: 'callers need no token',
    example: 'a-long-random-text-of-your-own',
    isSecret: true,
    value: matching(
      (text) => /^[\x21-\x7e]{16,}$/.test(text),
      'at least 16 printable characters without spaces',
    ),
  },
  GATEWAY_TOKENS: {
    meaning:
      'Several such tokens, each with the name of its caller: `name=token`, separated by commas or line breaks. A policy gives roles by these names, and they stand in the log. `gateway` is the name of the token in `GATEWAY_TOKEN`.',
    unset: 'there is at most the one token of `GATEWAY_TOKEN`',
    example: 'dashboard=a-long-random-text,ci=another-long-random-text',
    isSecret: true,
    value: namedTokens,
  },
  ACCESS_POLICY_FILE: {
    meaning:
      "File (YAML or JSON) that says which roles may do what with the server's own key, and how many requests a caller may make ([Access](access.md)).",
    unset: "every caller that the server admits may use all that the server's own key may",
    example: './access.yaml',
    value: z.string(),
  },
  OIDC_ISSUER: {
    meaning:
      "Issuer of the tokens (JWT) of an OpenID Connect provider, exactly as they name it. Callers may then send such a token as `Authorization: Bearer` or as `x-gateway-token`, and work with the server's own key. Needs `OIDC_AUDIENCE`.",
    unset: 'tokens of identity providers are not accepted',
    example: 'https://login.example.com/realms/acme',
    value: matching(isIssuer, 'an https address without query and fragment, or http on loopback'),
  },
  OIDC_AUDIENCE: {
    meaning:
      'Audiences of which a token must name one in its claim `aud`, comma-separated: this server must not accept tokens that were issued for another.',
    unset: 'needed with `OIDC_ISSUER`',
    example: 'https://graph.example.com',
    value: listOf((text) => text !== '', 'names of audiences, comma-separated'),
  },
  OIDC_JWKS_URI: {
    meaning: 'Address of the public keys of the provider (JWKS).',
    unset: 'it is taken from `/.well-known/openid-configuration` below `OIDC_ISSUER`',
    example: 'https://login.example.com/realms/acme/protocol/openid-connect/certs',
    value: matching(isWebAddress, 'a URL without credentials, query or fragment'),
  },
  OIDC_ALGORITHMS: {
    meaning: 'Signature algorithms that are accepted, comma-separated.',
    default: 'RS256,PS256,ES256,EdDSA',
    example: 'RS256',
    value: signatureAlgorithms,
  },
  OIDC_ROLE_CLAIM: {
    meaning:
      'Claim of a token that names the roles of its caller: a text, words separated by spaces, or a list. Dots lead into objects.',
    default: 'roles',
    example: 'realm_access.roles',
    value: claimName,
  },
  OIDC_REQUIRED_CLAIMS: {
    meaning:
      'Further claims that a token must have, comma-separated, with a value or with any value.',
    unset: 'only `iss`, `aud`, `exp` and `sub` are required',
    example: 'email_verified=true,azp=dashboard',
    value: requiredClaims,
  },
  OIDC_CLOCK_TOLERANCE_SECONDS: {
    meaning: 'Seconds by which the clock of the provider may differ from that of this server.',
    default: '30',
    example: '5',
    value: wholeNumber(0, 600),
  },
  INTROSPECTION: {
    meaning:
      '`off` refuses introspection (`__schema`, `__type`, `_service`) and leaves suggestions out of error messages, so that callers cannot explore the schema. GraphiQL needs it for its documentation and completion.',
    default: 'on',
    example: 'off',
    value: z.enum(['on', 'off'], { error: 'on or off' }).transform((text) => text === 'on'),
  },
} as const satisfies Record<string, Variable>;
