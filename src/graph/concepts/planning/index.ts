import './stats/queries.ts';
import './prompt/queries.ts';
import './running-time/queries.ts';
