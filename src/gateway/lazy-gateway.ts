import { openGateway, type OpenGateway, type OpenOptions } from './open-gateway.ts';
import type { GatewayReadiness } from './gateway.ts';

/** A gateway that is opened when it is first needed. After a failure, it is opened anew for the next request. */
export class LazyGateway {
  readonly #options: OpenOptions;
  #opening: Promise<OpenGateway> | undefined;
  #isClosed = false;

  constructor(options: OpenOptions) {
    this.#options = options;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** @throws ConfigError, ListenError */
  open(): Promise<OpenGateway> {
    this.#opening ??= openGateway(this.#options).catch((error: unknown) => {
      this.#opening = undefined;
      throw error;
    });
    return this.#opening;
  }

  async ready(): Promise<GatewayReadiness> {
    if (this.#isClosed) return { ok: false, reason: 'The gateway was closed.' };
    const { readiness } = await this.open();
    const { ok, reason } = await readiness.check();
    return { ok, ...(reason !== undefined && { reason }) };
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    // One that could not be opened has nothing to close.
    const gateway = await this.#opening?.catch(() => undefined);
    await gateway?.close();
  }
}
