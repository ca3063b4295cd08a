import { lazy, Suspense, useState } from 'react';

/** Loaded when somebody opens it. */
const AccountCard = lazy(() => import('./account-card.tsx'));

/** Whose key is used, once that is asked for. */
export function Account() {
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="account" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Account</summary>
      {isOpen && (
        <div className="account-card">
          <Suspense fallback={<p>Loading …</p>}>
            <AccountCard />
          </Suspense>
        </div>
      )}
    </details>
  );
}
