import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  type Sampler,
} from '@opentelemetry/sdk-trace';
import type { TraceSettings } from './trace-settings.ts';

/** Creates what decides for each trace whether it is recorded. */
export function createSampler({
  sampler,
  followsCaller,
  ratio,
}: Pick<TraceSettings, 'followsCaller' | 'ratio' | 'sampler'>): Sampler {
  const root = {
    always_on: () => new AlwaysOnSampler(),
    always_off: () => new AlwaysOffSampler(),
    traceidratio: () => new TraceIdRatioBasedSampler(ratio),
  }[sampler]();
  return followsCaller ? new ParentBasedSampler({ root }) : root;
}
