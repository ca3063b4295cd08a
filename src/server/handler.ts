import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestTarget } from './request-target.ts';

/** Handles a request for a target; a returned promise never rejects. */
export type Handler = (
  request: IncomingMessage,
  response: ServerResponse,
  target: RequestTarget,
) => unknown;
