import './experiment-fields.ts';
