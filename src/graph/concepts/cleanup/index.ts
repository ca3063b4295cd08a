import './type.ts';
import './experiment-fields.ts';
