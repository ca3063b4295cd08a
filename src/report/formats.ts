/** The formats of reports. */
export const reportFormats = ['md', 'html'] as const;
export type ReportFormat = (typeof reportFormats)[number];
