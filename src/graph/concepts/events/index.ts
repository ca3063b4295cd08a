import './queries.ts';
import './subscription.ts';
