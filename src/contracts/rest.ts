import { pinnedContract } from '../posthog/openapi.ts';
import { operations } from '../posthog/operations.ts';
import { openApi } from '../rest/openapi.ts';

/** The REST door's OpenAPI document, as `/v1/openapi.json` serves it. */
export function restDocument(): string {
  return `${JSON.stringify(openApi(Object.values(operations), pinnedContract()), null, 2)}\n`;
}
