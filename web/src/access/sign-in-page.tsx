import { SignInForm } from './sign-in-form.tsx';

interface SignInPageProps {
  /** Why the server did not let the caller in. */
  readonly error: unknown;
  /** Tries again with what was entered. */
  readonly retry: () => void;
}

/** In place of every page, for somebody who is not let in yet. */
export default function SignInPage({ error, retry }: SignInPageProps) {
  return (
    <section className="sign-in-page">
      <h1>Sign in</h1>
      <SignInForm error={error} isAgain={false} retry={retry} />
    </section>
  );
}
