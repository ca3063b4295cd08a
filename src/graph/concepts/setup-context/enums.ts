import { wireEnum } from '../../core/wire-enum.ts';

export const SetupSectionStatus = wireEnum(
  'SetupSectionStatus',
  'Status of a section of the set-up context.',
  {
    ok: ['OK', 'The section is available.'],
    skipped: ['SKIPPED', 'The input did not request it.'],
    timed_out: ['TIMED_OUT', 'PostHog timed out gathering it.'],
    error: ['ERROR', 'PostHog failed to gather it.'],
  },
);

export const SdkCategory = wireEnum('SdkCategory', 'Where a PostHog SDK runs.', {
  web: ['WEB', 'In browsers.'],
  mobile: ['MOBILE', 'In apps on phones and tablets.'],
  server: ['SERVER', 'On servers.'],
  other: ['OTHER', 'Elsewhere, or unknown to PostHog.'],
});
