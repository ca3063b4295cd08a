import { ForbiddenError, UnauthenticatedError } from '../errors/errors.ts';
import { credentialOf } from '../keys/credential.ts';
import type { UpstreamRequest } from '../request/exchange.ts';
import { projectOf, tagsOfLostKey, tagsOfLostProject } from './cache/access-tags.ts';
import { credentialIn } from './cache/key.ts';
import { SharedMemory } from './cache/shared-memory.ts';
import type { SharedFreshness } from './cache/shared/shared-freshness.ts';
import type { CacheStore } from './cache/store.ts';
import type { Tag } from './cache/tags.ts';
import { unconcerned, type Gate } from './gates.ts';

/** Characters of all refusals that are remembered. */
const MAX_REMEMBERED = 2_000_000;

export interface LostAccessOptions {
  readonly store: Pick<CacheStore<unknown>, 'holds' | 'outdate'>;
  /** Undefined for a single process. */
  readonly shared: Pick<SharedFreshness, 'lost'> | undefined;
  /** Whether PostHog has recently accepted a key. */
  readonly isKnown: (apiKey: string) => boolean;
}

/**
 * Drops what is cached for a key when PostHog refuses that key, in this process and in all replicas: what a key may not
 * read at PostHog, it does not get here, however old an answer its caller takes.
 *
 * A 401 is about the whole key. A 403 does not say how far it goes, so everything of its project is dropped; but many
 * keys lack a scope for good, and a refusal that has dropped something does not do so again while it stays the same.
 */
export class LostAccess {
  readonly #options: LostAccessOptions;
  /** The refusals of each key that have dropped something, as long as PostHog has not answered the same. */
  readonly #refused = new SharedMemory<{ readonly bytes: number }>(
    MAX_REMEMBERED,
    credentialIn,
    () => undefined,
  );

  constructor(options: LostAccessOptions) {
    this.#options = options;
  }

  /**
   * Observes every call to PostHog. Must be placed inside the gate of the known credentials, which forgets a key that is
   * refused: this gate must see the refusal before that.
   */
  readonly gate: Gate = {
    enter: (request) => {
      const { apiKey } = request;
      if (apiKey === undefined) return unconcerned;
      return {
        answered: () => {
          for (const subject of subjectsOf(apiKey, request)) this.#refused.delete(subject);
        },
        failed: (error) => {
          if (error instanceof UnauthenticatedError) this.#lostKey(apiKey);
          else if (error instanceof ForbiddenError) this.#lostSomething(error, apiKey, request);
        },
      };
    },
  };

  #lostKey(apiKey: string): void {
    const { store, shared, isKnown } = this.#options;
    const tags = tagsOfLostKey(apiKey);
    const isHeld = holdsAny(store, tags);
    // Reads of the key that are under way are not cached either. For a key that somebody has made up there is nothing to
    // drop, and it must not keep the reads of others from being cached.
    if (isHeld || isKnown(apiKey)) store.outdate(tags, Infinity);
    void shared?.lost(tags, isHeld);
  }

  #lostSomething(refusal: ForbiddenError, apiKey: string, request: UpstreamRequest): void {
    const { missingScopes, policyReason, needsPersonalKey } = refusal;
    // These are about the change, and about the kind of key.
    if (policyReason !== undefined || needsPersonalKey) return;
    const [operation, object] = subjectsOf(apiKey, request);
    // A missing scope concerns the operation, whatever it is asked for; other refusals may concern a single object.
    const subject = missingScopes.length > 0 ? operation : object;
    // Another object of an operation that is refused says nothing new: otherwise ids that somebody makes up would empty
    // the cache of everybody who shares the key.
    if (this.#refused.peek(operation) || this.#refused.peek(subject)) return;
    const { store, shared } = this.#options;
    const tags = tagsOfLostProject(apiKey, request.target);
    const isHeld = holdsAny(store, tags);
    const remember = () => {
      for (const name of new Set([operation, subject]))
        this.#refused.set(name, { bytes: name.length });
    };
    if (isHeld) {
      store.outdate(tags, Infinity);
      remember();
    }
    void shared?.lost(tags, isHeld).then((isAnnounced) => isAnnounced && remember());
  }
}

const holdsAny = (store: LostAccessOptions['store'], tags: readonly Tag[]): boolean =>
  tags.some((tag) => store.holds(tag));

/** Names of what a call asks for, the wider one first: its operation in its project, and the object it names. */
function subjectsOf(
  apiKey: string,
  { operation, target }: UpstreamRequest,
): readonly [operation: string, object: string] {
  const credential = credentialOf(apiKey);
  const [path = ''] = target.split('?', 1);
  return [
    `${credential} ${operation.id} any ${projectOf(target) ?? ''}`,
    `${credential} ${operation.id} one ${path}`,
  ];
}
