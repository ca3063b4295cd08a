export { createGateway } from './gateway/create-gateway.ts';
export { GatewayOptionsError } from './gateway/options-error.ts';
export type {
  Gateway,
  GatewayCaller,
  GatewayLogger,
  GatewayOptions,
  GatewayReadiness,
} from './gateway/gateway.ts';
export type { GatewaySettings } from './gateway/settings.generated.ts';
