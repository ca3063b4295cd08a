import cyclonedx from '@cyclonedx/cyclonedx-library';
import type { Plugin } from 'rolldown';
import lockFile from '../package-lock.json' with { type: 'json' };
import manifest from '../package.json' with { type: 'json' };
import type { InstalledPackage } from './packages.ts';
import { publishedPackages } from './published-packages.ts';

const { Enums, Models, Serialize, Spec } = cyclonedx;

const SBOM_FILE = 'sbom.cdx.json';

/**
 * Writes which packages the output has code of, as a CycloneDX document. A list of dependencies would be empty: what is
 * published has none. Two builds of the same sources write the same, so that it has no date and no number of its own.
 * @param copied folders of packages whose files are published without being bundled
 */
export function sbom({ copied = [] }: { readonly copied?: readonly string[] } = {}): Plugin {
  return {
    name: 'sbom',
    generateBundle() {
      const packages = publishedPackages(this.getModuleIds(), copied);
      this.emitFile({ type: 'asset', fileName: SBOM_FILE, source: documentOf(packages) });
    },
  };
}

function componentOf(
  type: cyclonedx.Enums.ComponentType,
  { name, version, licence }: Pick<InstalledPackage, 'name' | 'version' | 'licence'>,
): cyclonedx.Models.Component {
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  const component = new Models.Component(type, name, { version, bomRef: purl, purl });
  if (licence !== undefined) component.licenses.add(licenceOf(licence));
  return component;
}

/** @param expression an SPDX expression: the build accepts no other licence */
const licenceOf = (expression: string) =>
  expression.includes(' ')
    ? new Models.LicenseExpression(expression)
    : new Models.SpdxLicense(expression);

function documentOf(packages: readonly InstalledPackage[]): string {
  const product = componentOf(Enums.ComponentType.Application, {
    ...manifest,
    licence: manifest.license,
  });
  const bom = new Models.Bom({ metadata: new Models.Metadata({ component: product }) });
  for (const one of packages) {
    const component = componentOf(Enums.ComponentType.Library, one);
    const hash = hashOf(one);
    if (hash !== undefined) component.hashes.set(Enums.HashAlgorithm['SHA-512'], hash);
    product.dependencies.add(component.bomRef);
    bom.components.add(component);
  }
  const serializer = new Serialize.JsonSerializer(
    new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6),
  );
  return `${serializer.serialize(bom, { sortLists: true, space: 2 })}\n`;
}

/** The type that TypeScript reads from the file has a property for every package. */
const locked = lockFile.packages as Readonly<Record<string, { readonly integrity?: string }>>;

/** The checksum of the package's tarball, in hex; undefined for a package that is not locked. */
function hashOf({ folder }: InstalledPackage): string | undefined {
  const path = folder.slice(folder.indexOf('node_modules'));
  const [, base64] = /^sha512-(.+)$/.exec(locked[path]?.integrity ?? '') ?? [];
  return base64 === undefined ? undefined : Buffer.from(base64, 'base64').toString('hex');
}
