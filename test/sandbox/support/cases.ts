import { readFileSync } from 'node:fs';
import type { Case } from './case-runner.ts';

const file = new URL('../cases.json', import.meta.url);
const recorded = (JSON.parse(readFileSync(file, 'utf8')) as { readonly cases: readonly Case[] })
  .cases;

/** Whether the server version `tag` is in the versions of a case: "all", "D", "B+", "A-C", "A,B". */
const isOf = (tag: string, { era }: Case): boolean =>
  era === 'all' ||
  era.split(',').some((part) => {
    const [, from = '', to] = /^([A-D])(?:-([A-D])|\+)?$/.exec(part.trim()) ?? [];
    const last = part.trim().endsWith('+') ? 'D' : (to ?? from);
    return from !== '' && tag >= from && tag <= last;
  });

/** A case that names the profile it needs is played on every server version. */
const isCurrent = (played: Case): boolean => played.profile !== undefined || isOf('D', played);

/**
 * Every conformance case, by the profile of its server version (docs/posthog/server-versions.md): cases that only
 * servers before autumn 2026 pass run on the profile `older`.
 */
export const cases: Readonly<Record<'default' | 'older', readonly Case[]>> = {
  default: recorded.filter(isCurrent),
  older: recorded.filter((played) => !isCurrent(played)),
};
