import { join } from 'node:path';
import { Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor';
import { root } from './tarballs.ts';

/** The declarations of each import that the packages offer to TypeScript, by the name of its report. */
export const entryPoints = {
  gateway: { folder: '.', declarations: 'dist/index.d.ts' },
  'client-apollo': { folder: 'packages/client', declarations: 'dist/apollo.d.ts' },
  'client-graphcache': { folder: 'packages/client', declarations: 'dist/graphcache.d.ts' },
} as const;

type EntryPoint = (typeof entryPoints)[keyof typeof entryPoints];

/** Folder of the reports, which are committed. */
export const REPORTS = 'release/api';

/**
 * Compares the public TypeScript API of the built packages to the committed reports.
 * @param update true writes the reports anew
 * @returns the names of the reports that were, or are, out of date
 */
export function staleReports(update: boolean): string[] {
  return Object.entries(entryPoints)
    .filter(([name, entryPoint]) => !isCurrent(name, entryPoint, update))
    .map(([name]) => name);
}

function isCurrent(
  name: string,
  { folder, declarations }: EntryPoint,
  localBuild: boolean,
): boolean {
  const mainEntryPointFilePath = join(root, folder, declarations);
  const { apiReportChanged, succeeded } = Extractor.invoke(
    ExtractorConfig.prepare({
      configObjectFullPath: undefined,
      packageJsonFullPath: join(root, folder, 'package.json'),
      configObject: {
        projectFolder: root,
        mainEntryPointFilePath,
        compiler: {
          overrideTsconfig: {
            // Without a list of files, everything in the folder would be compiled.
            files: [mainEntryPointFilePath],
            compilerOptions: {
              target: 'es2023',
              module: 'nodenext',
              types: ['node'],
              strict: true,
              skipLibCheck: true,
            },
          },
        },
        apiReport: {
          enabled: true,
          reportFileName: `${name}.api.md`,
          reportFolder: join(root, REPORTS),
          reportTempFolder: join(root, 'node_modules/.cache/api-reports'),
        },
        docModel: { enabled: false },
        dtsRollup: { enabled: false },
        newlineKind: 'lf',
        messages: {
          // Helper types that are not exported are structural: nobody has to name them.
          extractorMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
          tsdocMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
        },
      },
    }),
    { localBuild, showVerboseMessages: false, messageCallback: quiet },
  );
  return succeeded && !apiReportChanged;
}

/** What changed is shown by git after an update; the extractor's own words are about its configuration. */
const quiet = (message: { logLevel: ExtractorLogLevel; handled: boolean }) => {
  if (message.logLevel !== ExtractorLogLevel.Error) message.handled = true;
};
