/** A draft that nobody has touched for longer is taken to be forgotten. */
export const STALE_DRAFT_DAYS = 7;
/** An ended experiment that is kept among the others for longer is taken to be forgotten. */
export const ARCHIVE_AFTER_DAYS = 30;
/** Within this time after a launch, missing results and exposures are no finding. */
export const SETTLING_HOURS = 24;
/** No new people for so many days is a finding. */
export const SILENT_DAYS = 2;
/** Only an experiment that had so many people is taken to have had a healthy flow of them. */
export const HEALTHY_PEOPLE = 100;
/** A split with a p-value below this is worth a warning; one that `sampleRatioMismatch` calls suspicious is critical. */
export const UNEVEN_BELOW = 0.01;
/** A smaller deviation of an arm from its share, as a fraction, does not matter in practice, however certain it is. */
export const RELEVANT_DEVIATION = 0.001;
/** Launching, shipping and ending write the flag around the start and the end; edits this close to them are theirs. */
export const ACTION_MINUTES = 1;
