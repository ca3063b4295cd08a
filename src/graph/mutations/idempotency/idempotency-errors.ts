import { GraphQLError } from 'graphql';
import { graphCodes } from '../../context/error-codes.ts';

/** Seconds after which it is worth asking again. */
const RETRY_AFTER_SECONDS = 5;

/** The first attempt with the idempotency key is still under way when the time limit of another one ends. */
export const stillInProgress = () =>
  new GraphQLError(
    'The first request with this idempotency key has not been answered yet. Nothing was sent again.',
    {
      extensions: {
        code: 'IDEMPOTENCY_KEY_IN_PROGRESS',
        uncertain: true,
        retryAfterSeconds: RETRY_AFTER_SECONDS,
        remedy: graphCodes.IDEMPOTENCY_KEY_IN_PROGRESS.remedy,
      },
    },
  );

/**
 * The store of idempotency keys cannot be used.
 * @param isSent true when an earlier request with the key is known, which may have been carried out
 */
export const storeUnavailable = (isSent: boolean) =>
  new GraphQLError(
    isSent
      ? 'What became of the first request with this idempotency key cannot be looked up at the moment. Nothing was sent again.'
      : 'Whether this idempotency key was used before cannot be looked up at the moment. Nothing was sent.',
    {
      extensions: {
        code: 'IDEMPOTENCY_UNAVAILABLE',
        uncertain: isSent,
        retryAfterSeconds: RETRY_AFTER_SECONDS,
        remedy: graphCodes.IDEMPOTENCY_UNAVAILABLE.remedy,
      },
    },
  );
