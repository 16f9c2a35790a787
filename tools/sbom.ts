/** Prints what the product is made of, as CycloneDX 1.6 in JSON: `npm run --silent sbom > sbom.json`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPackages, type Package } from './packages.ts';

const root = join(import.meta.dirname, '..');
const { name, version, license } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<'name' | 'version' | 'license', string>;

console.log(JSON.stringify({
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  version: 1,
  metadata: { component: { type: 'application', 'bom-ref': name, name, version, licenses: [{ license: { id: license } }] } },
  components: readPackages(root).map(component),
}, null, 2));

function component({ name, version, integrity, licence, development, path }: Package) {
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  const [algorithm, hash] = integrity?.split('-') ?? [];
  return {
    type: 'library',
    // The same version may stand in two places.
    'bom-ref': path,
    name,
    version,
    purl,
    scope: development ? 'excluded' : 'required',
    ...(licence && { licenses: [spdx(licence)] }),
    ...(hash && { hashes: [{ alg: algorithm?.replace('sha', 'SHA-'), content: Buffer.from(hash, 'base64').toString('hex') }] }),
  };
}

function spdx(licence: string) {
  if (licence.startsWith('SEE ')) return { license: { name: licence } };
  return licence.includes(' ') ? { expression: licence } : { license: { id: licence } };
}
