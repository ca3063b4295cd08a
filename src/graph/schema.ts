import './scalars.ts';
import './user/type.ts';
import './viewer/type.ts';
import './project/type.ts';
import './project/queries.ts';
import './feature-flag/type.ts';
import './feature-flag/queries.ts';
import './eligible-flag/queries.ts';
import './holdout/type.ts';
import './holdout/queries.ts';
import './experiment/type.ts';
import './experiment/detail.ts';
import './experiment/settings.ts';
import './experiment/variants.ts';
import './experiment/queries.ts';
import './experiment/flag-implementation.ts';
import './stats/queries.ts';
import './prompt/queries.ts';
import './running-time/queries.ts';
import { builder } from './builder.ts';

/** The executable schema. The only file that imports what defines fields. */
export const schema = builder.toSchema();
