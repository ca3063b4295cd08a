import { asObject } from '../../posthog/api/json.ts';
import { operations, type Operation, type OperationId } from '../../posthog/api/operations.ts';
import { ForbiddenByPolicyError } from '../../posthog/errors/errors.ts';
import type { BudgetLimits } from '../../posthog/layers/budget/budget.ts';
import type { Grant, GrantedCall } from '../../posthog/request/grant.ts';
import { countsAs } from './counts-as.ts';
import type { Role } from './policy.ts';

/** The segment of a path that names the project. */
const PROJECT = '{project_id}';

/** The field that names the project into which this operation writes, beside the one of its path. */
const OTHER_PROJECT: Readonly<Partial<Record<OperationId, string>>> = {
  experiments_copy_to_project_create: 'target_team_id',
};

/**
 * What a role may do with a key.
 * @param limits the whole budget of the key
 */
export function roleGrant(role: Role, apiKey: string, limits: BudgetLimits): Grant {
  const refusalOfOperation = (operation: Operation, body?: unknown) => {
    const missing = countsAs(operation.id, body)
      .map((id) => missingFor(role, operations[id]))
      .find((one) => one !== undefined);
    return missing === undefined
      ? undefined
      : refusal(role, operation, missing, `may not use ${nameOf(missing, operation)}`);
  };
  return {
    apiKey,
    share: shareOf(role, limits),
    refusalOfOperation,
    refusalOf(call) {
      const body = call.body === undefined ? undefined : (JSON.parse(call.body) as unknown);
      return refusalOfOperation(call.operation, body) ?? refusalOfProject(role, call, body);
    },
  };
}

/** What a role lacks for an operation: an effect, or the operation itself where it is denied. */
function missingFor(
  { effects, allowed, denied }: Role,
  { id, effect }: Operation,
): string | undefined {
  if (denied.has(id)) return id;
  return allowed.has(id) || effects.has(effect) ? undefined : effect;
}

const nameOf = (missing: string, { id }: Operation) =>
  missing === id ? id : `${id}, which needs ${missing}`;

function refusalOfProject(role: Role, { operation, target }: GrantedCall, body: unknown) {
  const { projects } = role;
  if (!projects) return undefined;
  const at = operation.path.split('/').indexOf(PROJECT);
  if (at === -1) {
    // What belongs to no project shows all of them. A role that names the operation is meant to see that.
    return role.allowed.has(operation.id)
      ? undefined
      : refusal(
          role,
          operation,
          operation.id,
          `is limited to projects, and ${operation.id} is not`,
        );
  }
  const other = OTHER_PROJECT[operation.id];
  const named = [
    target.split(/[/?]/)[at] ?? '',
    ...(other === undefined ? [] : [String(asObject(body)[other])]),
  ];
  const wrong = named.find((id) => !projects.has(id.toLowerCase()));
  if (wrong === undefined) return undefined;
  const hint =
    wrong === '@current'
      ? ', which may be any project: name one, or have POSTHOG_PROJECT_ID set to its number'
      : '';
  return refusal(role, operation, `project ${wrong}`, `may not use the project ${wrong}${hint}`);
}

const refusal = ({ name }: Role, { id }: Operation, missing: string, sentence: string) =>
  new ForbiddenByPolicyError({
    operation: id,
    message: `The role ${name} ${sentence}.`,
    role: name,
    missing,
  });

function shareOf({ name, budgetPercent }: Role, { perMinute, perHour }: BudgetLimits) {
  if (budgetPercent === undefined) return undefined;
  const part = (calls: number) => Math.max(1, Math.floor((calls * budgetPercent) / 100));
  return {
    // Another percentage is counted anew.
    name: `${budgetPercent} % for the role ${name}`,
    perMinute: part(perMinute),
    perHour: part(perHour),
  };
}
