import type { VNode } from 'preact';
import { formatDateShort, formatMoney } from '../format.ts';
import { href } from '../href.ts';
import { BarChart } from '../parts/bar-chart.tsx';
import { Link } from '../parts/link.tsx';
import { Pagination } from '../parts/navigation.tsx';
import { KeyValue, SummaryList } from '../parts/summary-list.tsx';
import { Table } from '../parts/table.tsx';
import type { Column } from '../parts/table.tsx';
import { Tag } from '../parts/tag.tsx';
import { Section } from '../parts/text.tsx';
import { useLanguage } from '../language.tsx';
import { Example } from './example.tsx';

interface Row {
  number: string;
  service: string;
  arrived: string;
  amount: number;
  isNew: boolean;
}

const rows: readonly Row[] = [
  { number: 'EB-2026-00981-4', service: 'Ekonomiskt bistånd', arrived: '2026-05-18', amount: 1_234_550, isNew: true },
  { number: 'EB-2026-00977-1', service: 'Ekonomiskt bistånd', arrived: '2026-05-17', amount: 980_000, isNew: false },
  { number: 'FT-2026-00412-7', service: 'Färdtjänst', arrived: '2026-05-03', amount: 0, isNew: false },
];

export function ListExamples(): VNode {
  const language = useLanguage();
  const columns: readonly Column<Row>[] = [
    { key: 'number', heading: 'Ärende', rowHeading: true, nowrap: true, sort: href('#nummer'), cell: (row) => <Link href={href(`#${row.number}`)}>{row.number}</Link> },
    { key: 'service', heading: 'Tjänst', cell: (row) => row.service },
    { key: 'state', heading: 'Läge', cell: (row) => (row.isNew ? <Tag colour="info">Nytt</Tag> : <Tag>Pågår</Tag>) },
    { key: 'arrived', heading: 'Kom in', nowrap: true, sort: href('#datum'), sorted: 'descending', cell: (row) => formatDateShort(row.arrived) },
    { key: 'amount', heading: 'Sökt belopp', align: 'end', cell: (row) => formatMoney(row.amount, language) },
  ];
  return (
    <Section heading="Listor och siffror">
      <Example name="SummaryList">
        <SummaryList rows={[
          { question: 'Vad är svårt?', answer: 'Gå till hållplatsen, komma på och av', change: href('#f-hinders') },
          { question: 'Hur långt kan du gå, med det hjälpmedel du brukar använda?', answer: 'Cirka 100 meter', change: href('#f-distance') },
          { question: 'E-postadress', change: href('#f-email') },
        ]} />
      </Example>
      <Example name="KeyValue">
        <KeyValue items={[{ key: 'Ärende', value: 'FT-2026-00412-7' }, { key: 'Enhet', value: 'Färdtjänsten' }, { key: 'Kom in', value: '2026-05-03' }]} />
      </Example>
      <Example name="Table">
        <Table caption="Ärenden" columns={columns} rows={rows} rowKey={(row) => row.number} emphasis={(row) => row.isNew}
          footer={['Summa', '', '', '', formatMoney(2_214_550, language)]} />
        <Table caption="Tom lista" columns={columns} rows={[]} rowKey={(row) => row.number} />
      </Example>
      <Example name="Pagination">
        <Pagination page={6} pageSize={50} total={12_480} hrefOf={(page) => href('/designguide', { sida: page })} />
      </Example>
      <Example name="BarChart">
        <BarChart
          question="Hur länge väntar sökande på beslut?"
          level={3}
          answer={<>Hälften får beslut inom <strong>18 dagar</strong>. Förra kvartalet var det 23 dagar.</>}
          unit="dagar"
          columns={{ label: 'Tjänst', value: 'Mitten av alla väntetider', compare: 'Förra kvartalet' }}
          bars={[
            { label: 'Färdtjänst', value: 18, compare: 23 },
            { label: 'Ekonomiskt bistånd', value: 6, compare: 5 },
            { label: 'Bostadsanpassning', value: 41, compare: 44 },
          ]}
          period="januari–mars 2026"
          source="Exempelkommuns ärenden"
        />
      </Example>
    </Section>
  );
}
