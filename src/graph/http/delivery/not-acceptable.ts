import { GraphQLError } from 'graphql';
import { typesFor, type Delivery } from './formats.ts';

const what: Readonly<Record<Delivery, string>> = {
  single: 'A response of this API',
  incremental: 'An incremental response (`@defer`, `@stream`)',
  events: 'A subscription',
};

/**
 * The refusal of a request whose answer could not be sent as anything its `Accept` header takes.
 * Nothing was executed.
 */
export function notAcceptable(delivery: Delivery): GraphQLError {
  const accepts = typesFor(delivery);
  const listed = accepts.map((type) => `\`${type}\``).join(', ');
  return new GraphQLError(
    `${what[delivery]} is sent as ${listed}; the \`Accept\` header accepts none of these. Nothing was executed.`,
    { extensions: { code: 'NOT_ACCEPTABLE', accepts, http: { status: 406 } } },
  );
}
