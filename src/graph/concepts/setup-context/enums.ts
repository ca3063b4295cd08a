import { wireEnum } from '../../core/wire-enum.ts';

export const SetupSectionStatus = wireEnum(
  'SetupSectionStatus',
  'Whether PostHog could gather a section of the set-up context.',
  {
    ok: ['OK', 'It is there.'],
    skipped: ['SKIPPED', 'The input did not ask for it.'],
    timed_out: ['TIMED_OUT', 'It took PostHog too long.'],
    error: ['ERROR', 'It failed at PostHog.'],
  },
);

export const SdkCategory = wireEnum('SdkCategory', 'Where an SDK of PostHog runs.', {
  web: ['WEB', 'In browsers.'],
  mobile: ['MOBILE', 'In apps on phones and tablets.'],
  server: ['SERVER', 'On servers.'],
  other: ['OTHER', 'Elsewhere, or PostHog cannot tell.'],
});
