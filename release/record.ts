import { record } from './baseline.ts';
import { withTarballs } from './tarballs.ts';

// Records what a release promises, as it has been built, for the checks of the next one.

withTarballs(record);
