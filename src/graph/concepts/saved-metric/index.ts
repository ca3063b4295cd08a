import './type.ts';
import './link.ts';
import './experiments.ts';
import './queries.ts';
import './entity.ts';
import './mutations/create.ts';
import './mutations/update.ts';
import './mutations/delete.ts';
