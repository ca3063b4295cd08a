import { defaultResource, resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import type { Observer } from '../instrumentation/observer.ts';
import { createExporter, type DeliveryLog } from './exporter.ts';
import { createSampler } from './sampler.ts';
import { SpanObserver } from './span-observer.ts';
import type { TraceSettings } from './trace-settings.ts';

/** Milliseconds for the last spans when the server stops: a collector that does not answer must not delay that. */
const LAST_SPANS_MS = 2_000;

/** What is traced. */
export interface TracedServer {
  /** Version of this product. */
  readonly version: string;
  readonly posthogUrl: string;
  readonly onDelivery: DeliveryLog;
}

export interface Tracing {
  readonly observer: Observer;
  /** Sends the spans that are left. Never rejects. */
  stop(): Promise<void>;
}

/**
 * Starts to record traces, for one server. Nothing is registered for the whole process.
 */
export function startTracing(
  settings: TraceSettings,
  { version, posthogUrl, onDelivery }: TracedServer,
): Tracing {
  const attributes = { 'service.version': version, ...settings.resource };
  const provider = new TracerProvider({
    resource: defaultResource().merge(resourceFromAttributes(attributes)),
    sampler: createSampler(settings),
    spanProcessors: [new BatchSpanProcessor({ exporter: createExporter(settings, onDelivery) })],
  });
  return {
    observer: new SpanObserver(
      provider.getTracer('posthog-experiments-graph', version),
      posthogUrl,
    ),
    async stop() {
      const { promise: late, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, LAST_SPANS_MS);
      await Promise.race([provider.shutdown().catch(() => undefined), late]);
      clearTimeout(timer);
    },
  };
}
