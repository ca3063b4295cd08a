import { ExportResultCode } from '@opentelemetry/core';
import { OTLPTraceExporter as JsonExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { OTLPTraceExporter as ProtobufExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import type { SpanExporter } from '@opentelemetry/sdk-trace';
import type { TraceSettings } from './trace-settings.ts';

/** Called when traces cannot be delivered, with the reason, and when they can be again. */
export type DeliveryLog = (reason: string | undefined) => void;

/**
 * Creates what sends spans to the collector. Spans that cannot be delivered are lost; that is reported once, and not for
 * every batch.
 */
export function createExporter(
  { url, protocol, headers }: Pick<TraceSettings, 'headers' | 'protocol' | 'url'>,
  onDelivery: DeliveryLog,
): SpanExporter {
  const Exporter = protocol === 'http/json' ? JsonExporter : ProtobufExporter;
  const exporter = new Exporter({ url, headers: { ...headers } });
  let isFailing = false;
  return {
    export(spans, done) {
      exporter.export(spans, ({ code, error }) => {
        const fails = code !== ExportResultCode.SUCCESS;
        if (fails !== isFailing) onDelivery(fails ? reasonOf(error) : undefined);
        isFailing = fails;
        // The SDK would report a failure to a handler that all servers of the process share.
        done({ code: ExportResultCode.SUCCESS });
      });
    },
    forceFlush: () => exporter.forceFlush(),
    shutdown: () => exporter.shutdown(),
  };
}

function reasonOf(error: Error | undefined): string {
  const code = error && 'code' in error ? String(error.code) : '';
  return [code, error?.message].filter(Boolean).join(' ') || 'unknown';
}
