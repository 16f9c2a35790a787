import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import { ConfigProblem } from '../platform/index.ts';
import { organisationSchema, type OrganisationFile } from './model.ts';
import { themeOf } from './theme.ts';

/**
 * Reads an organisation's file and checks that its parts fit together and that its colours can be read.
 * @throws ConfigProblem naming file, line, reason and remedy
 */
export function readOrganisation(path: string): OrganisationFile {
  const lines = new LineCounter();
  const document = parseDocument(textOf(path), { lineCounter: lines });
  const broken = document.errors[0];
  if (broken) throw new ConfigProblem(`${path}:${lines.linePos(broken.pos[0]).line}`, broken.message, 'Rätta filens YAML');
  const parsed = organisationSchema.safeParse(withMap(path, document.toJS()));
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    const node = document.getIn(issue.path as (string | number)[], true) as { range?: [number] } | undefined;
    const line = node?.range ? lines.linePos(node.range[0]).line : 1;
    throw new ConfigProblem(`${path}:${line} ${issue.path.join('.')}`, issue.message, 'Se docs/production.md');
  }
  refuseUnknownNames(path, parsed.data);
  themeOf(parsed.data.theme);
  return parsed.data;
}

/** `map` names a GeoJSON file that lies beside; it is read in its place. */
function withMap(path: string, raw: unknown): unknown {
  if (typeof raw !== 'object' || raw === null || !('map' in raw) || typeof raw.map !== 'string') return raw;
  const file = join(dirname(path), raw.map);
  try {
    return { ...raw, map: JSON.parse(textOf(file)) as unknown };
  } catch (error) {
    if (error instanceof ConfigProblem) throw error;
    throw new ConfigProblem(file, 'är inte JSON', 'Spara kartan som GeoJSON');
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new ConfigProblem(path, `går inte att läsa (${(error as { code?: string }).code ?? 'okänt fel'})`, 'Kontrollera sökvägen och rättigheterna');
  }
}

function refuseUnknownNames(path: string, file: OrganisationFile): void {
  const authorities = new Set(file.authorities.map(({ id }) => id));
  const units = new Set(file.units.map(({ id }) => id));
  const hours = new Set(Object.keys(file.openingHours));
  const wrong = [
    ...file.units.flatMap((unit) => [
      unit.authority !== null && !authorities.has(unit.authority) && `unit ${unit.id}: authority ${unit.authority}`,
      !hours.has(unit.hours) && `unit ${unit.id}: hours ${unit.hours}`,
      unit.acute && !hours.has(unit.acute.hours) && `unit ${unit.id}: acute hours ${unit.acute.hours}`,
    ]),
    ...file.authorities.flatMap((authority) => authority.delegations.flatMap((delegation) =>
      [delegation.unit, ...(delegation.units ?? [])].map((unit) => unit && !units.has(unit) && `delegation ${delegation.point}: unit ${unit}`))),
    ...Object.entries(file.roles.authorities).map(([role, id]) => !authorities.has(id) && `role ${role}: authority ${id}`),
    ...Object.entries(file.roles.units).map(([role, id]) => !units.has(id) && `role ${role}: unit ${id}`),
  ].filter((text) => typeof text === 'string');
  if (wrong[0]) throw new ConfigProblem(path, `nämner något som inte finns i filen (${wrong[0]})`, 'Lägg till det eller rätta namnet');
}
