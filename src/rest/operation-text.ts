import type { OpenApiOperation } from '../posthog/api/openapi.ts';
import type { Operation } from '../posthog/api/operations.ts';

/** What an operation does, what it takes away, and what the key needs for it, in sentences. */
export function operationText(operation: Operation, declared: OpenApiOperation): string {
  const { explanation, consequence, scopes, conditionalScopes } = operation;
  const performedAs = consequence?.performedAs;
  const parts = [
    performedAs &&
      `PostHog answers this method with 405: send \`PATCH\` with \`${JSON.stringify(performedAs.body)}\` instead.`,
    explanation ?? consequence?.changes ?? declared.description,
    consequence?.loses,
    scopes.length > 0 && `Requires ${listOf(scopes)}.`,
    ...conditionalScopes.map(
      ({ scope, field }) => `With \`${field}\` it also requires \`${scope}\`.`,
    ),
  ];
  return parts.filter(Boolean).join(' ');
}

const listOf = (scopes: readonly string[]) =>
  `the scope${scopes.length > 1 ? 's' : ''} ${scopes.map((scope) => `\`${scope}\``).join(' and ')}`;
