/**
 * The format that the ending of a file's name asks for.
 * @param formats the formats, named as their files end; the first is that of other files, and of standard output
 */
export function formatOf<Format extends string>(
  file: string | undefined,
  formats: readonly [Format, ...Format[]],
): Format {
  const name = file?.toLowerCase() ?? '';
  return formats.find((format) => name.endsWith(`.${format}`)) ?? formats[0];
}
