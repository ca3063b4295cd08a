import type { Found } from '../finding.ts';
import type { FindingCodeValue, FindingSource } from '../kinds.ts';
import type { Subject } from '../subject.ts';

/** Looks for some kinds of findings in one source. */
export interface Check {
  readonly codes: readonly FindingCodeValue[];
  readonly source: FindingSource;
  /** False where there is nothing to look for; decided by the row, so that no call is made in vain. */
  readonly applies: (subject: Subject) => boolean;
  /** @throws NotConclusive, or a failure of PostHog, where it cannot be said whether there is a finding */
  readonly find: (subject: Subject) => readonly Found[] | Promise<readonly Found[]>;
}
