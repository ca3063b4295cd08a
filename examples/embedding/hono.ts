import { Hono } from 'hono';
import { createGateway } from 'posthog-experiments-graph';

export const gateway = createGateway({ basePath: '/experiments' });

export const app = new Hono();
app.all('/experiments/*', (context) => gateway.fetch(context.req.raw));
