import type { CalculationResult, Explanation } from '../../../forms/index.ts';
import type { Language } from '../../../platform/index.ts';
import { inLanguage, type DatedTable, type ServiceVersion } from '../../../services/index.ts';
import type { CalculatedRow } from '../../store/decision/decisions.ts';

/** The rows of a calculation as they are shown and kept: in the order of `breakdown`, in words, with the table rows that were read. */
export function calculatedRows(version: ServiceVersion, results: readonly CalculationResult[], language: Language): CalculatedRow[] {
  const { definition } = inLanguage(version, language);
  const byId = new Map(results.map((result) => [result.id, result]));
  return definition.breakdown.flatMap(({ id, explain }) => {
    const result = byId.get(id);
    if (!result?.applies) return [];
    return [{
      id, label: version.compiled.form.text(`calculate.${id}`, language), unit: result.unit === 'money' ? 'money' as const : 'number' as const,
      ...(result.amount !== undefined && { amount: result.amount }), ...(explain && { explain }), tableRows: tableRowsOf(version, result),
    }];
  });
}

function tableRowsOf(version: ServiceVersion, result: CalculationResult): CalculatedRow['tableRows'] {
  const explanations: readonly Explanation[] = [result.explanation, ...(result.rows ?? []).map(({ explanation }) => explanation)];
  const rows = explanations.flatMap((explanation) => explanation.rows);
  return [...new Map(rows.map(({ table, row }) => [`${table}/${row.id}`, {
    ...namedRow(version.compiled.folder.tables[table], table, row.id), amount: row.value, validFrom: row.from,
  }])).values()];
}

/**
 * A table and a row of it as people call them: "Taxa för bygglov", "Tillbyggnad, 0–50". A table says what its kinds are under `kinds`, with
 * how the number is read in brackets for whoever edits it. A row that the published folder does not have is called by its id.
 */
function namedRow(found: DatedTable | undefined, table: string, id: string): { table: string; key: string } {
  const row = found?.versions.flatMap(({ rows }) => rows).find((one) => one['id'] === id);
  const kinds = found?.['kinds'] as Readonly<Record<string, string>> | undefined;
  const kind = kinds?.[String(row?.['kind'])]?.replace(/ *\(number = [^)]*\)/, '');
  const [from, to] = [Number(row?.['from']), Number(row?.['to'])];
  // A range that takes everything says nothing.
  const range = Number.isNaN(from + to) || to - from >= 900 ? '' : from === to ? (from ? `, ${from}` : '') : `, ${from}–${to}`;
  return { table: found?.name ?? table, key: kind === undefined ? id : `${kind}${range}` };
}
