import type { CalculationResult, Explanation } from '../../forms/index.ts';
import type { Language } from '../../platform/index.ts';
import { inLanguage, type ServiceVersion } from '../../services/index.ts';
import type { CalculatedRow } from '../store/decisions.ts';

/** The rows of a calculation as they are shown and kept: in the order of `breakdown`, in words, with the table rows that were read. */
export function calculatedRows(version: ServiceVersion, results: readonly CalculationResult[], language: Language): CalculatedRow[] {
  const { definition } = inLanguage(version, language);
  const byId = new Map(results.map((result) => [result.id, result]));
  return definition.breakdown.flatMap(({ id, explain }) => {
    const result = byId.get(id);
    if (!result?.applies) return [];
    return [{
      id, label: version.compiled.form.text(`calculate.${id}`, language), unit: result.unit === 'money' ? 'money' as const : 'number' as const,
      ...(result.amount !== undefined && { amount: result.amount }), ...(explain && { explain }), tableRows: tableRowsOf(result),
    }];
  });
}

function tableRowsOf(result: CalculationResult): CalculatedRow['tableRows'] {
  const explanations: readonly Explanation[] = [result.explanation, ...(result.rows ?? []).map(({ explanation }) => explanation)];
  const rows = explanations.flatMap((explanation) => explanation.rows);
  return [...new Map(rows.map(({ table, row }) => [`${table}/${row.id}`, { table, key: row.id, amount: row.value, validFrom: row.from }])).values()];
}
