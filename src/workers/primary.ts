import cluster from 'node:cluster';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ExportedMetrics, FromWorker, ToWorker } from './messages.ts';

/** Maximum wait for the other workers, of which one may be stuck. */
const HANDOVER_MS = 5_000;

/** The process that has started this one, as a worker sees it. */
export interface Primary {
  /** Reports that all ports are open. */
  listening(banner: string): void;
  /** Reports that this worker accepts no more connections. Resolves when its open connections may be closed. */
  handOver(): Promise<void>;
  /** From now on, answers questions for the metrics of this process. */
  answerMetrics(read: () => Promise<ExportedMetrics>): void;
}

/**
 * Connects a worker with the process that has started it.
 * @param onLost called when that process has ended: nobody passes on connections any more
 */
export function connectToPrimary(onLost: () => void): Primary {
  const { worker } = cluster;
  if (!worker) throw new Error('This process was not started as a worker.');
  worker.on('disconnect', onLost);
  const onMessage = (listener: (message: ToWorker) => void) => {
    worker.on('message', listener);
  };
  const send = (message: FromWorker) => {
    if (worker.isConnected()) worker.send(message, () => undefined);
  };
  return {
    listening(banner) {
      // Otherwise Node ends a worker in the middle of its requests when the primary process has ended. One that does not
      // listen yet has none, and would wait for ever for its ports.
      worker.exitedAfterDisconnect = true;
      send({ type: 'listening', banner });
    },
    async handOver() {
      if (!worker.isConnected()) return;
      const handedOver = Promise.withResolvers<void>();
      worker.on('disconnect', handedOver.resolve);
      onMessage(({ type }) => {
        if (type === 'end connections') handedOver.resolve();
      });
      send({ type: 'not accepting' });
      await Promise.race([handedOver.promise, sleep(HANDOVER_MS, undefined, { ref: false })]);
    },
    answerMetrics(read) {
      onMessage((message) => {
        if (message.type !== 'read metrics') return;
        // A worker that cannot read its metrics counts as one that does not answer in time.
        void read().then(
          (metrics) => send({ type: 'metrics', id: message.id, metrics }),
          () => undefined,
        );
      });
    },
  };
}
