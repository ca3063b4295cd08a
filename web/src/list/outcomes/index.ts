import '../../styles/forest.css';
export { EffectScale } from './effect-scale.tsx';
export { OutcomeCells } from './outcome-cells.tsx';
export { OutcomeReading } from './outcome-reading.tsx';
