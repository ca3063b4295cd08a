import { posthogEnum } from '../../core/posthog-enum.ts';

export const SetupSectionStatus = posthogEnum(
  'SetupSectionStatus',
  'Status of a section of the set-up context.',
  {
    ok: ['OK', 'The section is available.'],
    skipped: ['SKIPPED', 'The input did not request it.'],
    timed_out: ['TIMED_OUT', 'PostHog timed out gathering it.'],
    error: ['ERROR', 'PostHog failed to gather it.'],
  },
);

export const SdkCategory = posthogEnum('SdkCategory', 'Where a PostHog SDK runs.', {
  web: ['WEB', 'In browsers.'],
  mobile: ['MOBILE', 'In apps on phones and tablets.'],
  server: ['SERVER', 'On servers.'],
  other: ['OTHER', 'Elsewhere, or unknown to PostHog.'],
});
