import type { Layer, UpstreamAnswer, UpstreamRequest } from '../request/exchange.ts';

/** What a gate does when a call that it let pass has ended; neither throws. */
export interface Passage {
  answered(): void;
  failed(error: unknown): void;
}

/** Lets calls pass, at once or after a wait. */
export interface Gate {
  /**
   * @returns a promise only where the call has to wait
   * @throws why the call may not be made (also as a rejection)
   */
  enter(request: UpstreamRequest): Passage | Promise<Passage>;
}

/** The passage of a call that a gate does not concern. */
export const unconcerned: Passage = { answered: () => undefined, failed: () => undefined };

/**
 * A call passes the gates in order and leaves them in reverse. One layer for all of them, because nearly every call
 * passes at once, and then costs one promise instead of several for each gate.
 */
export function passing(gates: readonly Gate[]): Layer {
  return (next) => {
    const waitFor = async (
      passage: Promise<Passage>,
      request: UpstreamRequest,
      passages: Passage[],
    ): Promise<UpstreamAnswer> => {
      passages.push(await passage);
      // oxlint-disable-next-line no-await-in-loop -- a call waits for one gate after the other
      for (const gate of gates.slice(passages.length)) passages.push(await gate.enter(request));
      return next(request);
    };
    const enter = (request: UpstreamRequest, passages: Passage[]): Promise<UpstreamAnswer> => {
      for (const gate of gates) {
        const passage = gate.enter(request);
        if (passage instanceof Promise) return waitFor(passage, request, passages);
        passages.push(passage);
      }
      return next(request);
    };
    return (request) => {
      const passages: Passage[] = [];
      const fail = (error: unknown): never => {
        for (let at = passages.length - 1; at >= 0; at -= 1) passages[at]!.failed(error);
        throw error;
      };
      try {
        return enter(request, passages).then((answer) => {
          for (let at = passages.length - 1; at >= 0; at -= 1) passages[at]!.answered();
          return answer;
        }, fail);
      } catch (error) {
        return Promise.reject(error).catch(fail);
      }
    };
  };
}
