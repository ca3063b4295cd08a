import './core/scalars.ts';
import './concepts/account/index.ts';
import './concepts/feature-flag/index.ts';
import './concepts/holdout/index.ts';
import './concepts/experiment/index.ts';
import './concepts/metric/index.ts';
import './concepts/results/index.ts';
import './concepts/saved-metric/index.ts';
import './concepts/planning/index.ts';
import './concepts/cohort/index.ts';
import './concepts/activity/index.ts';
import './concepts/session/index.ts';
import './concepts/setup-context/index.ts';
import './concepts/cleanup/index.ts';
import './concepts/findings/index.ts';
import './concepts/decision/index.ts';
import './concepts/launch-checklist/index.ts';
import './concepts/portfolio/index.ts';
import './concepts/events/index.ts';
import './subscriptions/type.ts';
import { GraphQLDeferDirective, GraphQLStreamDirective } from '@graphql-tools/utils';
import { specifiedDirectives } from 'graphql';
import { builder } from './core/builder.ts';
import { refuseUnknownInputs } from './core/posthog-enum.ts';
import { executable } from './federation/executable.ts';
import { federationLink } from './federation/link.ts';
import { BudgetDirective, FreshDirective } from './planner/directives.ts';
import { requireReadings } from './planner/readings.ts';
import { limitResults } from './planner/result-size.ts';

/** What introspection, and the documentation in GraphiQL, say first. */
const DESCRIPTION = `Experiments of PostHog: their feature flags, metrics, results and verdicts, and every action on them.

Start with \`experiments\` for a list, \`experiment\` for one by its id or the key of its flag, and \`viewer\` for the key that is used. A mutation answers with its payload or with a problem that has a \`code\`; \`dryRun: true\` shows what it would do. \`extensions.upstream\` of every answer says what it cost in calls to PostHog, and \`@budget\` limits that.`;

/**
 * The API's contract. Each index loads the files that define the fields of a concept; nothing else
 * imports an index.
 */
export const schema = requireReadings(
  Object.assign(
    builder.toSchema({
      directives: [
        ...specifiedDirectives,
        GraphQLDeferDirective,
        GraphQLStreamDirective,
        BudgetDirective,
        FreshDirective,
      ],
      extensions: federationLink,
      // Printing sorts the schema itself; sorting here would build it a second time at every start.
      sortSchema: false,
    }),
    { description: DESCRIPTION },
  ),
);

/** The schema that a server runs: the contract, plus the fields for gateways of a supergraph. */
export const servedSchema = limitResults(executable(refuseUnknownInputs(schema)));
