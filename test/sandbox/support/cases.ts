import { readFileSync } from 'node:fs';
import type { Case } from './case-runner.ts';

const file = new URL('../cases.json', import.meta.url);
const recorded = (JSON.parse(readFileSync(file, 'utf8')) as { readonly cases: readonly Case[] })
  .cases;

/**
 * Two cases send, byte for byte, the same request as another case and expect another answer: `list-01` is `auth-01`
 * with its credentials, `create-19` is `create-18` on a newer server. The difference is only in the title and the
 * era (the version of the server), so it is derived from them.
 */
const asMeant = (played: Case): Case =>
  played.title === 'no credentials'
    ? { ...played, request: { ...played.request, headers: {} } }
    : played;

/** Cases of servers before autumn 2026 run on the profile `older` (docs/posthog/server-versions.md). */
const isOld = ({ era }: Case): boolean => era === 'A-C';

/** Every conformance case, by the profile of its server version. */
export const cases: Readonly<Record<'default' | 'older', readonly Case[]>> = {
  default: recorded.filter((played) => !isOld(played)).map(asMeant),
  older: recorded.filter(isOld).map(asMeant),
};
