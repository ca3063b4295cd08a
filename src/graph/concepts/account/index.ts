import './user/type.ts';
import './user/entity.ts';
import './viewer/type.ts';
import './project/type.ts';
import './project/queries.ts';
import './project/entity.ts';
