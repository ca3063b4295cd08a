import './type.ts';
import './detail.ts';
import './subject-fields.ts';
