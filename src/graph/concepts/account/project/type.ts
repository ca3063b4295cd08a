import { builder } from '../../../core/builder.ts';
import { ProjectRef } from './ref.ts';

builder.objectFields(ProjectRef, (t) => ({
  posthogId: t.int({
    description: "PostHog's number for the project; `projectId` arguments take it.",
    resolve: ({ id }) => id,
  }),
  uuid: t.exposeString('uuid', { description: "PostHog's uuid for the project." }),
  name: t.exposeString('name', { description: 'Its name.' }),
  organizationId: t.id({
    description: 'Uuid of the organisation it belongs to.',
    resolve: ({ organization }) => organization,
  }),
  apiToken: t.string({
    description: 'The public token (`phc_…`) that apps send events with. It cannot read anything.',
    resolve: (project) => project.api_token,
  }),
  timezone: t.exposeString('timezone', {
    description: 'IANA time zone in which PostHog cuts days, such as `UTC` or `Europe/Berlin`.',
  }),
  isDemo: t.boolean({
    description: 'True for a project of made-up data.',
    resolve: (project) => project.is_demo,
  }),
  hasIngestedEvent: t.boolean({
    description: 'True once the project has received an event.',
    resolve: (project) => project.ingested_event,
  }),
  hasAccessControl: t.boolean({
    description: 'True when access to it is restricted within the organisation.',
    resolve: (project) => project.access_control,
  }),
  completedSnippetOnboarding: t.boolean({
    description: 'True when the set-up of the snippet was finished.',
    resolve: (project) => project.completed_snippet_onboarding,
  }),
  completedOnboardingFor: t.field({
    type: 'JSON',
    description: 'The products whose set-up was finished, as PostHog stores it.',
    nullable: true,
    resolve: (project) => project.has_completed_onboarding_for ?? null,
  }),
}));
