import { hostAddress, port } from '../value-kinds.ts';
import type { Variable } from './variable.ts';

/** Where metrics are served. */
export const metrics = {
  METRICS_PORT: {
    meaning:
      'Port of its own for metrics, which Prometheus reads at `/metrics`. 0 picks any free port, which the banner shows.',
    unset: 'nothing is measured, and no port is opened',
    example: '9464',
    whenMounted: false,
    value: port,
  },
  METRICS_HOST: {
    meaning:
      'Address to listen on for metrics, whatever `HOST` is. They need no token: beyond loopback, everybody who reaches the port can read them.',
    default: '127.0.0.1',
    example: '0.0.0.0',
    whenMounted: false,
    value: hostAddress,
  },
} as const satisfies Record<string, Variable>;
