import './bucket.ts';
import './event-deltas.ts';
import './context.ts';
import './experiment-fields.ts';
import './queries.ts';
