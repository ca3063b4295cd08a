import './type.ts';
import './kinds.ts';
import './legacy.ts';
import './experiment-fields.ts';
import './entity.ts';
