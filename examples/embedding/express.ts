import express from 'express';
import { createGateway } from 'posthog-experiments-graph';

export const gateway = createGateway({
  posthogHost: process.env['POSTHOG_HOST'],
  posthogApiKey: process.env['POSTHOG_API_KEY'],
  // Express has checked the session by then, and noted the user.
  authenticate: ({ request }) => 'user' in request,
});

export const app = express();
app.use((request, _response, next) => {
  if (request.headers.cookie === 'session=ada') Object.assign(request, { user: 'ada' });
  next();
});
app.use('/experiments', gateway.listener);
