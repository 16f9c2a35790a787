import type { VNode } from 'preact';
import { Alert, Details, Section, Table, formatMoney, formatNumber } from '../../../platform/index.ts';
import { calculatedRows } from '../../actions/application/calculated-rows.ts';
import type { InquiryBasis } from '../../actions/inquiry/inquiry-context.ts';
import type { OpenedCase } from '../../actions/case/open-case.ts';
import type { CalculatedRow } from '../../store/decision/decisions.ts';

/** How the amount was reached: each row, its rule in words, and the rows of tables that it read. A proposal. */
export function Calculation({ opened, basis }: { opened: OpenedCase; basis: InquiryBasis }): VNode {
  if (basis.calculation === null) {
    return <Section heading="Beräkning"><Alert kind="warning"><p>Den medsökande har inte lämnat sin del. Därför går det inte att räkna än.</p></Alert></Section>;
  }
  const rows = calculatedRows(opened.version, basis.calculation, 'sv');
  const used = [...new Map(rows.flatMap(({ tableRows }) => tableRows).map((row) => [`${row.table} ${row.key}`, row])).values()];
  return (
    <Section heading="Beräkning">
      <Table caption="Uträkningen är ett förslag. Du beslutar." rows={rows} rowKey={({ id }) => id} columns={[
        { key: 'label', heading: 'Vad', cell: (row) => <>{row.label}{row.explain && <><br /><span class="hint">{row.explain}</span></>}</>, rowHeading: true },
        { key: 'amount', heading: 'Belopp', align: 'end', cell: (row) => amountText(row) },
      ]} />
      {used.length > 0 && <Details summary="Rader ur tabeller som användes">
        <Table caption="Tabellrader" captionHidden rows={used} rowKey={(row) => `${row.table} ${row.key}`} columns={[
          { key: 'table', heading: 'Tabell', cell: ({ table }) => table }, { key: 'key', heading: 'Rad', cell: ({ key }) => key, rowHeading: true },
          { key: 'from', heading: 'Gäller från', cell: ({ validFrom }) => validFrom }, { key: 'amount', heading: 'Belopp', align: 'end', cell: ({ amount }) => formatMoney(amount) },
        ]} />
      </Details>}
    </Section>
  );
}

export function amountText({ amount, unit }: Pick<CalculatedRow, 'amount' | 'unit'>): string {
  if (amount === undefined) return 'Kan inte räknas: ett svar saknas';
  return unit === 'money' ? formatMoney(amount) : formatNumber(amount, 'sv');
}
