import './type.ts';
import './experiment-fields.ts';
import './queries.ts';
