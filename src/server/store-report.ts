import type { SharedStore } from '../shared-store/shared-store.ts';

/** What `/ready` says about the store of the replicas. */
export interface StoreReport {
  /** `none`: this process is the only replica, and keeps its state in memory. */
  readonly status: 'up' | 'down' | 'none';
  /** Why it is down. */
  readonly reason?: string;
  /** Replicas that were seen lately, this one included. */
  readonly replicas: number;
}

export function storeReport({
  isShared,
  status,
}: Pick<SharedStore, 'isShared' | 'status'>): StoreReport {
  const { isUp, reason, replicas } = status;
  if (!isShared) return { status: 'none', replicas };
  return isUp
    ? { status: 'up', replicas }
    : { status: 'down', ...(reason && { reason }), replicas };
}
