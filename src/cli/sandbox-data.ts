import { PROFILES, type ProfileName } from '../sandbox/model/profile.ts';
import type { SandboxData } from '../services/open-sandbox.ts';

/** Options for the data of the sandbox. */
export interface SandboxDataOptions {
  readonly experiments?: number;
  readonly profile?: ProfileName;
  readonly now?: string;
}

/** The data to start the sandbox with; without properties when nothing was chosen. */
export function sandboxData({ experiments, profile, now }: SandboxDataOptions): SandboxData {
  return {
    ...(experiments !== undefined && { experiments }),
    ...(profile !== undefined && { profile: PROFILES[profile] }),
    ...(now !== undefined && { now }),
  };
}
