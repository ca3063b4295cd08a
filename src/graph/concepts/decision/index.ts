import './experiment-fields.ts';
import './metric-fields.ts';
