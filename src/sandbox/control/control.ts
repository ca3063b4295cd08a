import type { z } from 'zod';
import type { RawRequest } from '../http/dispatch.ts';
import { CLOCK, FAULT, LOAD, PROFILE, TRUTH } from './input.ts';
import { loadCase } from './load.ts';
import { fullState } from './state.ts';
import { changeTruth } from './truth.ts';
import { ApiError, invalid, methodNotAllowed, notFound, serverError } from '../model/errors.ts';
import type { SandboxState } from '../http/state.ts';
import type { Profile } from '../model/profile.ts';
import { parseBody } from '../http/request-body.ts';
import type { SandboxResponse } from '../model/route.ts';

/** The parts of the sandbox that control calls may change. */
export interface ControlParts {
  sandboxState: SandboxState;
  reset: () => void;
  /** Called for unexpected errors, which callers receive as a plain 500. */
  onFailure: (error: unknown) => void;
}

type Call = (body: unknown) => SandboxResponse;

const DONE: SandboxResponse = { status: 204 };

/** The calls under /_sandbox/: state, clock, injected faults and profile of the running sandbox. */
export class Control {
  readonly #calls: Record<string, Partial<Record<string, Call>>>;
  readonly #onFailure: (error: unknown) => void;

  constructor(parts: ControlParts) {
    const { sandboxState } = parts;
    this.#onFailure = parts.onFailure;
    this.#calls = {
      reset: {
        POST: () => {
          parts.reset();
          return DONE;
        },
      },
      load: {
        POST: (body) => load(sandboxState, body),
      },
      state: { GET: () => ({ status: 200, body: fullState(sandboxState.store) }) },
      requests: {
        GET: () => ({ status: 200, body: sandboxState.log.all() }),
        DELETE: () => {
          sandboxState.log.clear();
          return DONE;
        },
      },
      clock: {
        GET: () => ({ status: 200, body: { now: sandboxState.clock.iso() } }),
        POST: (body) => moveClock(sandboxState, body),
      },
      faults: {
        POST: (body) => addFault(sandboxState, body),
        DELETE: () => {
          sandboxState.faults.clear();
          return DONE;
        },
      },
      truth: {
        POST: (body) => changeTruth(sandboxState.store, read(TRUTH, body)),
      },
      profile: {
        GET: () => ({ status: 200, body: sandboxState.profile }),
        POST: (body) => changeProfile(sandboxState, body),
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

/** Builds the state a case describes; if that fails, the state is left unchanged. */
function load(sandboxState: SandboxState, body: unknown): SandboxResponse {
  const { given } = read(LOAD, body);
  const { store, clock } = sandboxState;
  const before = { snapshot: store.snapshot(), now: clock.now() };
  try {
    const loaded = loadCase(sandboxState, given);
    // Reads every row, so that fields of a wrong type cause an error now.
    fullState(store);
    return { status: 200, body: loaded };
  } catch (error) {
    store.restore(before.snapshot);
    clock.restart(before.now);
    if (error instanceof ApiError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw invalid(`given: the state it describes cannot be built (${why}).`, 'given');
  }
}

function moveClock({ clock }: SandboxState, body: unknown): SandboxResponse {
  const asked = read(CLOCK, body);
  orInvalid('now' in asked ? 'now' : 'advance', () => {
    if ('now' in asked) clock.set(new Date(asked.now));
    else clock.advance(asked.advance);
  });
  return { status: 200, body: { now: clock.iso() } };
}

/** Runs `work`, and converts its error for an invalid value to a 400. */
function orInvalid(field: string | null, work: () => void): void {
  try {
    work();
  } catch (error) {
    if (error instanceof RangeError) throw invalid(error.message, field);
    throw error;
  }
}

function addFault({ faults }: SandboxState, body: unknown): SandboxResponse {
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

function changeProfile(sandboxState: SandboxState, body: unknown): SandboxResponse {
  sandboxState.profile = changedProfile(sandboxState.profile, read(PROFILE, body));
  return { status: 200, body: sandboxState.profile };
}

const changedProfile = (profile: Profile, change: z.infer<typeof PROFILE>): Profile => ({
  fat_lists: change.fat_lists ?? profile.fat_lists,
  seed_endpoints: change.seed_endpoints ?? profile.seed_endpoints,
  control_required: change.control_required ?? profile.control_required,
  rate_limit: change.rate_limit ?? profile.rate_limit,
  retry_after_header: change.retry_after_header ?? profile.retry_after_header,
  scheduler_down: change.scheduler_down ?? profile.scheduler_down,
  approvals: change.approvals ?? profile.approvals,
});
