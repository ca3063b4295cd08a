import { Link } from 'wouter';
import { plural } from '../format.ts';
import type { HoldoutUses } from './use-holdout-uses.ts';

interface HoldoutUsersProps {
  readonly id: string;
  readonly uses: HoldoutUses;
}

/** The experiments that use a holdout. */
export function HoldoutUsers({ id, uses }: HoldoutUsersProps) {
  if (!uses.isKnown) return <p className="hint">Which experiments use it is not known yet.</p>;
  const users = uses.of(id);
  const among = uses.isPartial ? ' among the newest 100' : '';
  if (users.length === 0) return <p className="hint">Used by no experiment{among}.</p>;
  return (
    <p className="hint">
      Used by {plural(users.length, 'experiment')}
      {among}:{' '}
      {users.map((user, index) => (
        <span key={user.id}>
          {index > 0 && ', '}
          <Link href={`/experiments/${user.id}`}>{user.name}</Link>
        </span>
      ))}
    </p>
  );
}
