import {
  kindOf,
  lookedFor,
  type CategoryValue,
  type FindingCodeValue,
  type SeverityValue,
} from './kinds.ts';

/** Which findings are asked for; what is left out does not restrict them. */
export interface Selection {
  readonly code?: readonly FindingCodeValue[] | null | undefined;
  readonly severity?: readonly SeverityValue[] | null | undefined;
  readonly category?: readonly CategoryValue[] | null | undefined;
}

/** The kinds of findings that a selection looks for. Checks of other kinds are not made, and cost nothing. */
export function codesOf({ code, severity, category }: Selection): readonly FindingCodeValue[] {
  return lookedFor.filter((one) => {
    const { category: own, severities } = kindOf(one);
    return (
      (code == null || code.includes(one)) &&
      (category == null || category.includes(own)) &&
      (severity == null || severities.some((possible) => severity.includes(possible)))
    );
  });
}
