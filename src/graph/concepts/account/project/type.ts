import { builder } from '../../../core/builder.ts';
import { ProjectRef } from './ref.ts';

builder.objectFields(ProjectRef, (t) => ({
  posthogId: t.int({
    description: "PostHog's number for the project, to be used in `projectId` arguments.",
    resolve: ({ id }) => id,
  }),
  uuid: t.exposeString('uuid', { description: "PostHog's UUID of the project." }),
  name: t.exposeString('name', { description: 'Name.' }),
  organizationId: t.id({
    description: 'UUID of the organisation it belongs to.',
    resolve: ({ organization }) => organization,
  }),
  apiToken: t.string({
    description:
      'The public token (`phc_…`) with which apps send events. It does not give read access.',
    resolve: (project) => project.api_token,
  }),
  timezone: t.exposeString('timezone', {
    description:
      'IANA time zone that determines when a day begins, such as `UTC` or `Europe/Berlin`.',
  }),
  isDemo: t.boolean({
    description: 'Whether the project contains demo data.',
    resolve: (project) => project.is_demo,
  }),
  hasIngestedEvent: t.boolean({
    description: 'Whether the project has received any events.',
    resolve: (project) => project.ingested_event,
  }),
  hasAccessControl: t.boolean({
    description: 'Whether access to it is restricted within the organisation.',
    resolve: (project) => project.access_control,
  }),
  completedSnippetOnboarding: t.boolean({
    description: 'Whether installation of the snippet was completed during onboarding.',
    resolve: (project) => project.completed_snippet_onboarding,
  }),
  completedOnboardingFor: t.field({
    type: 'JSON',
    description: 'The products whose onboarding is complete, as PostHog stores it.',
    nullable: true,
    resolve: (project) => project.has_completed_onboarding_for ?? null,
  }),
}));
