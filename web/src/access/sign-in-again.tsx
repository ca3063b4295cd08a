import '../styles/dialog.css';
import { useEffect, useRef } from 'react';
import { credentialsVar } from './credentials.ts';
import { askToSignIn } from './let-in.ts';
import { SignInForm } from './sign-in-form.tsx';

interface SignInAgainProps {
  /** Why the server no longer lets the caller in. */
  readonly error: unknown;
  /** Tries again with what was entered. */
  readonly retry: () => void;
}

/** Over the page, for somebody who was let in and is not any more: what is entered in its forms stays. */
export default function SignInAgain({ error, retry }: SignInAgainProps) {
  const { key, gatewayToken } = credentialsVar();
  const isOwn = key !== '' || gatewayToken !== '';
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog
      ref={dialog}
      className="dialog"
      aria-labelledby="sign-in-again"
      onClose={() => askToSignIn(false)}
    >
      <div className="sign-in-again">
        <h2 id="sign-in-again">Sign in again</h2>
        <p className="quiet">
          {isOwn ? 'Your key or token no longer works.' : 'The key of this server no longer works.'}{' '}
          What you have entered on this page is still here.
        </p>
        <SignInForm error={error} isAgain retry={retry}>
          <button type="button" className="button" onClick={() => dialog.current?.close()}>
            Not now
          </button>
        </SignInForm>
      </div>
    </dialog>
  );
}
