import { credentialOf } from '../../keys/credential.ts';
import type { Tag } from './tags.ts';

/** The project that a target names: its number or `@current`; undefined for a target outside of projects. */
export const projectOf = (target: string): string | undefined =>
  /^\/api\/(?:projects|environments)\/([^/?]+)/.exec(target)?.[1];

const tagOfKey = (credential: string): Tag => `key/${credential}`;
const tagOfProject = (credential: string, project: string | undefined): Tag =>
  `${tagOfKey(credential)}/${project ?? 'none'}`;

/** Tags of every answer for a key: by whose access it was given, and in which project. */
export function accessTags(apiKey: string | undefined, target: string): Tag[] {
  if (apiKey === undefined) return [];
  const credential = credentialOf(apiKey);
  return [tagOfKey(credential), tagOfProject(credential, projectOf(target))];
}

/** Tags of the answers that a key must not get any more once PostHog does not accept it. */
export const tagsOfLostKey = (apiKey: string): Tag[] => [tagOfKey(credentialOf(apiKey))];

/** Tags of the answers that a key must not get any more once it has lost access to something in the project of a target. */
export function tagsOfLostProject(apiKey: string, target: string): Tag[] {
  const credential = credentialOf(apiKey);
  const project = projectOf(target);
  // Which number `@current` stands for is not known here, so that the two cover each other.
  if (project === '@current') return [tagOfKey(credential)];
  const own = tagOfProject(credential, project);
  return project === undefined ? [own] : [own, tagOfProject(credential, '@current')];
}
