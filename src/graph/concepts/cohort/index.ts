import './type.ts';
import './entity.ts';
import './experiment-fields.ts';
import './queries.ts';
