import { asObject, type JsonObject } from '../json.ts';

/** The flag embedded in an experiment; empty when there is none. */
export const flagOf = ({ feature_flag: flag }: JsonObject): JsonObject => asObject(flag);
