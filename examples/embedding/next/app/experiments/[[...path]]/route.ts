import type { NextRequest } from 'next/server';
import { createGateway } from 'posthog-experiments-graph';

const gateway = createGateway({ basePath: '/experiments' });

const handle = (request: NextRequest) => gateway.fetch(request);

export {
  handle as DELETE,
  handle as GET,
  handle as HEAD,
  handle as OPTIONS,
  handle as PATCH,
  handle as POST,
  handle as PUT,
};
