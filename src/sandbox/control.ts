import type { z } from 'zod';
import type { RawRequest } from './api.ts';
import { CLOCK, FAULT, LOAD, PROFILE } from './control/input.ts';
import { loadCase } from './control/load.ts';
import { wholeState } from './control/state.ts';
import { ApiError, invalid, methodNotAllowed, notFound, serverError } from './errors.ts';
import type { Installation } from './installation.ts';
import type { Profile } from './profile.ts';
import { parseBody } from './request-body.ts';
import type { SandboxResponse } from './router.ts';

/** What a control call may do to the sandbox beyond its installation. */
export interface ControlParts {
  installation: Installation;
  reset: () => void;
  /** Told of unforeseen errors, which callers get as a plain 500. */
  onFailure: (error: unknown) => void;
}

type Call = (body: unknown) => SandboxResponse;

const DONE: SandboxResponse = { status: 204 };

/** The calls under /_sandbox/: state, clock, weather and profile of the running sandbox. */
export class Control {
  readonly #calls: Record<string, Partial<Record<string, Call>>>;
  readonly #onFailure: (error: unknown) => void;

  constructor(parts: ControlParts) {
    const { installation } = parts;
    this.#onFailure = parts.onFailure;
    this.#calls = {
      reset: {
        POST: () => {
          parts.reset();
          return DONE;
        },
      },
      load: {
        POST: (body) => load(installation, body),
      },
      state: { GET: () => ({ status: 200, body: wholeState(installation.store) }) },
      requests: {
        GET: () => ({ status: 200, body: installation.log.all() }),
        DELETE: () => {
          installation.log.clear();
          return DONE;
        },
      },
      clock: {
        GET: () => ({ status: 200, body: { now: installation.clock.iso() } }),
        POST: (body) => moveClock(installation, body),
      },
      faults: {
        POST: (body) => addFault(installation, body),
        DELETE: () => {
          installation.faults.clear();
          return DONE;
        },
      },
      profile: {
        GET: () => ({ status: 200, body: installation.profile }),
        POST: (body) => changeProfile(installation, body),
      },
    };
  }

  /** Answers one control call; never throws. */
  handle(raw: RawRequest): SandboxResponse {
    const name = raw.url.pathname.replace(/^\/_sandbox\//, '').replace(/\/$/, '');
    try {
      const calls = Object.hasOwn(this.#calls, name) ? this.#calls[name] : undefined;
      if (!calls) throw notFound('Endpoint not found.');
      const call = calls[raw.method];
      if (!call) throw methodNotAllowed(raw.method);
      return call(parseBody(raw.body, raw.contentType));
    } catch (error) {
      if (!(error instanceof ApiError)) this.#onFailure(error);
      const { status, body } = error instanceof ApiError ? error : serverError();
      return { status, body };
    }
  }
}

function read<Value>(schema: z.ZodType<Value>, body: unknown): Value {
  const result = schema.safeParse(body === undefined ? {} : body);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const field = issue?.path.join('.') || null;
  throw invalid(`${field ?? 'The body'}: ${issue?.message ?? 'not understood'}.`, field);
}

/** Builds the state a case describes; one that cannot be built leaves the state as it was. */
function load(installation: Installation, body: unknown): SandboxResponse {
  const { given } = read(LOAD, body);
  const { store, clock } = installation;
  const before = { snapshot: store.snapshot(), now: clock.now() };
  try {
    const loaded = loadCase(installation, given);
    // Fields of a wrong type show when their row is read.
    wholeState(store);
    return { status: 200, body: loaded };
  } catch (error) {
    store.restore(before.snapshot);
    clock.restart(before.now);
    if (error instanceof ApiError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw invalid(`given: the state it describes cannot be built (${why}).`, 'given');
  }
}

function moveClock({ clock }: Installation, body: unknown): SandboxResponse {
  const asked = read(CLOCK, body);
  orInvalid('now' in asked ? 'now' : 'advance', () => {
    if ('now' in asked) clock.set(new Date(asked.now));
    else clock.advance(asked.advance);
  });
  return { status: 200, body: { now: clock.iso() } };
}

/** Runs `work`, and answers a value it cannot use as 400. */
function orInvalid(field: string | null, work: () => void): void {
  try {
    work();
  } catch (error) {
    if (error instanceof RangeError) throw invalid(error.message, field);
    throw error;
  }
}

function addFault({ faults }: Installation, body: unknown): SandboxResponse {
  const { match, ...fault } = read(FAULT, body);
  orInvalid(null, () => {
    faults.add({
      match: {
        ...(match.method === undefined ? {} : { method: match.method }),
        ...(match.path === undefined ? {} : { path: match.path }),
      },
      times: fault.times ?? Number.POSITIVE_INFINITY,
      latencyMs: fault.latency_ms ?? 0,
      status: fault.status ?? null,
      retryAfter: fault.retry_after ?? null,
      body: fault.body ?? null,
      cut: fault.cut ?? false,
    });
  });
  return DONE;
}

function changeProfile(installation: Installation, body: unknown): SandboxResponse {
  installation.profile = changedProfile(installation.profile, read(PROFILE, body));
  return { status: 200, body: installation.profile };
}

const changedProfile = (profile: Profile, change: z.infer<typeof PROFILE>): Profile => ({
  fat_lists: change.fat_lists ?? profile.fat_lists,
  seed_endpoints: change.seed_endpoints ?? profile.seed_endpoints,
  control_required: change.control_required ?? profile.control_required,
  rate_limit: change.rate_limit ?? profile.rate_limit,
  retry_after_header: change.retry_after_header ?? profile.retry_after_header,
  approvals: change.approvals ?? profile.approvals,
});
