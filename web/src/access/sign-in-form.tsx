import '../styles/sign-in.css';
import { useState, type FormEvent, type ReactNode } from 'react';
import { failureOf } from '../graph/failure.ts';
import { credentialsVar, signIn } from './credentials.ts';

interface SignInFormProps {
  /** Why the server did not let the caller in. */
  readonly error: unknown;
  /** True when the caller was let in before. */
  readonly isAgain: boolean;
  /** Tries again with what was entered. */
  readonly retry: () => void;
  /** Further buttons, before its own. */
  readonly children?: ReactNode;
}

/** The key in a text that was pasted, which may be the value of a whole `Authorization` header. */
const keyOf = (text: string) => text.trim().replace(/^bearer\s+/i, '');

/** Asks for what the server needs to let somebody in: a PostHog key, or its own token. */
export function SignInForm({ error, isAgain, retry, children }: SignInFormProps) {
  const { code, message } = failureOf(error);
  const known = credentialsVar();
  const [key, setKey] = useState(known.key);
  const [gatewayToken, setGatewayToken] = useState(known.gatewayToken);
  const [remember, setRemember] = useState(false);
  const hasReason = isAgain || known.key !== '' || known.gatewayToken !== '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    signIn({ key: keyOf(key), gatewayToken: gatewayToken.trim() }, remember);
    retry();
  };
  return (
    <form className="sign-in" onSubmit={submit}>
      {hasReason ? (
        <p className="sign-in-error" role="alert">
          {message} <code>{code}</code>
        </p>
      ) : (
        <p className="quiet">
          {code === 'GATEWAY_TOKEN_REQUIRED'
            ? 'This server asks for a token of its own.'
            : 'This server works with your own PostHog key.'}
        </p>
      )}
      <label>
        PostHog key, or access token of your identity provider
        <input
          type="password"
          autoComplete="off"
          placeholder="phx_…"
          value={key}
          onChange={(event) => setKey(event.target.value)}
        />
      </label>
      <p className="quiet small">
        A personal API key with the scopes experiment:read and feature_flag:read; to act, the same
        with write.
      </p>
      <label>
        Token of this server, if it asks for one
        <input
          type="password"
          autoComplete="off"
          value={gatewayToken}
          onChange={(event) => setGatewayToken(event.target.value)}
        />
      </label>
      <label className="check">
        <input
          type="checkbox"
          checked={remember}
          onChange={(event) => setRemember(event.target.checked)}
        />
        Remember in this tab until it is closed
      </label>
      <p className="quiet small">
        They are sent to this server only, and otherwise stay in the memory of this page.
      </p>
      <div className={isAgain ? 'dialog-foot' : undefined}>
        {children}
        <button
          type="submit"
          className="button"
          data-kind="main"
          disabled={key.trim() === '' && gatewayToken.trim() === ''}
        >
          Sign in
        </button>
      </div>
    </form>
  );
}
