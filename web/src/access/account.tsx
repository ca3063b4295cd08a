import { useState } from 'react';
import { part } from '../loading/part.tsx';

/** Loaded when somebody opens it. */
const AccountCard = part(() => import('./account-card.tsx'));

/** Whose key is used, once that is asked for. */
export function Account() {
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="account" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Account</summary>
      {isOpen && (
        <div className="account-card">
          <AccountCard />
        </div>
      )}
    </details>
  );
}
