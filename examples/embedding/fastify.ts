import { fastify, type FastifyInstance } from 'fastify';
import { createGateway } from 'posthog-experiments-graph';

const gateway = createGateway({ basePath: '/experiments' });

export const app: FastifyInstance = fastify();
void app.register((mounted, _options, done) => {
  // The gateway reads the bodies of its requests itself.
  mounted.removeAllContentTypeParsers();
  mounted.addContentTypeParser('*', (_request, _body, parsed) => {
    parsed(null);
  });
  for (const url of ['/experiments', '/experiments/*'])
    mounted.all(url, (request, reply) => {
      reply.hijack();
      gateway.listener(request.raw, reply.raw);
    });
  done();
});
app.addHook('onClose', () => gateway.close());
