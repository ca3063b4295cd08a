import { UpstreamLedger, type UpstreamCall } from '../request/ledger.ts';

/**
 * The ledger of a read that is begun before its request asks for it. Its calls are those of the request, whether it is
 * used or not. What else it did, and what it depends on, concerns the request only once it is used (`absorb`).
 */
export class LedgerAside extends UpstreamLedger {
  readonly #request: UpstreamLedger;

  constructor(request: UpstreamLedger) {
    super(request.cause);
    this.#request = request;
  }

  override sent(call: UpstreamCall): void {
    super.sent(call);
    this.#request.sent(call);
  }

  override retried(): void {
    super.retried();
    this.#request.retried();
  }

  override waited(ms: number): void {
    super.waited(ms);
    this.#request.waited(ms);
  }
}
