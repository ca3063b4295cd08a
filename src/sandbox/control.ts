import type { z } from 'zod';
import type { RawRequest } from './api.ts';
import { CLOCK, FAULT, LOAD, PROFILE } from './control/input.ts';
import { loadCase } from './control/load.ts';
import { wholeState } from './control/state.ts';
import { ApiError, invalid, methodNotAllowed, notFound } from './errors.ts';
import type { Installation } from './installation.ts';
import type { Profile } from './profile.ts';
import { parseBody } from './request-body.ts';
import type { SandboxResponse } from './router.ts';

/** What a control call may do to the sandbox beyond its installation. */
export interface ControlParts {
  installation: Installation;
  reset: () => void;
}

type Call = (body: unknown) => SandboxResponse;

const DONE: SandboxResponse = { status: 204 };

/** The calls under /_sandbox/: state, clock, weather and profile of the running sandbox. */
export class Control {
  readonly #calls: Record<string, Partial<Record<string, Call>>>;

  constructor(parts: ControlParts) {
    const { installation } = parts;
    this.#calls = {
      reset: {
        POST: () => {
          parts.reset();
          return DONE;
        },
      },
      load: {
        POST: (body) => ({ status: 200, body: loadCase(installation, read(LOAD, body).given) }),
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
      if (error instanceof ApiError) return { status: error.status, body: error.body };
      throw error;
    }
  }
}

function read<Value>(schema: z.ZodType<Value>, body: unknown): Value {
  const result = schema.safeParse(body ?? {});
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw invalid(issue?.message ?? 'not understood', issue?.path.join('.') || null);
}

function moveClock({ clock }: Installation, body: unknown): SandboxResponse {
  const asked = read(CLOCK, body);
  if ('now' in asked) clock.set(new Date(asked.now));
  else {
    try {
      clock.advance(asked.advance);
    } catch (error) {
      if (error instanceof RangeError) throw invalid(error.message, 'advance');
      throw error;
    }
  }
  return { status: 200, body: { now: clock.iso() } };
}

function addFault({ faults }: Installation, body: unknown): SandboxResponse {
  const { match, ...fault } = read(FAULT, body);
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
