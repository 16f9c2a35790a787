import assert from 'node:assert/strict';
import { test } from 'node:test';
import { href } from '../href.ts';
import { renderFragment } from '../render.ts';
import { Alert } from './alert.tsx';
import { BarChart } from './bar-chart.tsx';
import { Button, LinkButton } from './button.tsx';
import { PermitCard } from './card.tsx';
import { MessageList, Paragraphs } from './messages.tsx';
import { Pagination, Tabs } from './navigation.tsx';
import { ConfirmBox } from './states.tsx';
import { SummaryList } from './summary-list.tsx';
import { Table } from './table.tsx';
import { DeadlineTag, Tag } from './tag.tsx';
import { Timeline } from './timeline.tsx';

const here = href('/x');
const spoken = (html: string) => html.replaceAll(/<[^>]+>/g, '').replaceAll('\u00a0', ' ');

test('a button sends, a link leads', () => {
  assert.match(renderFragment(<Button name="do" value="save">Spara</Button>), /^<button class="ds-button" type="submit" name="do" value="save">/);
  assert.match(renderFragment(<LinkButton href={here}>Börja</LinkButton>), /^<a class="ds-button" href="\/x">/);
});

test('colour is never alone: kind and state are words or pictures too', () => {
  assert.match(spoken(renderFragment(<Alert kind="danger"><p>Filen är tom</p></Alert>)), /^Obs: Filen är tom$/);
  assert.match(renderFragment(<Tag colour="success">Gäller</Tag>), /<svg[^>]*aria-hidden="true"/);
  assert.match(spoken(renderFragment(<Timeline label="t" steps={[{ text: 'Beslut', state: 'expected' }]} />)), /Väntas: Beslut/);
});

test('a deadline says which clock, how long, and until when', () => {
  const said = (daysLeft: number, stopped = false) =>
    spoken(renderFragment(<DeadlineTag label="Lag" date="2026-05-31" daysLeft={daysLeft} stopped={stopped} />));
  assert.equal(said(28), 'Lag: 28 dagar kvar 31 maj 2026');
  assert.equal(said(1), 'Lag: 1 dag kvar 31 maj 2026');
  assert.equal(said(0), 'Lag: I dag 31 maj 2026');
  assert.equal(said(-2), 'Lag: 2 dagar för sent 31 maj 2026');
  assert.equal(said(-2, true), 'Lag: Klockan står still 31 maj 2026');
});

test('a table names itself, its columns and its rows, tells how it is sorted, and says when it is empty', () => {
  const table = (rows: readonly string[]) => renderFragment(
    <Table caption="Ärenden" rows={rows} rowKey={(row) => row} columns={[
      { key: 'n', heading: 'Nummer', rowHeading: true, cell: (row: string) => row, sort: here, sorted: 'ascending' },
      { key: 'l', heading: 'Längd', align: 'end', cell: (row: string) => row.length, sort: here },
    ]} />,
  );
  const html = table(['A1']);
  assert.match(html, /<caption>Ärenden<\/caption>/);
  assert.match(html, /<th scope="col" aria-sort="ascending"><a href="\/x" aria-label="Sortera efter Nummer">/);
  assert.match(html, /aria-sort="none"/);
  assert.match(html, /<th scope="row">A1<\/th><td data-align="end" data-nowrap>2<\/td>/);
  assert.match(html, /role="region" aria-label="Tabell: Ärenden" tabindex="0"/);
  assert.match(table([]), /Det finns inget att visa/);
  assert.doesNotMatch(table([]), /<table/);
});

test('a summary pairs question and answer, says when there is none, and each change says what it changes', () => {
  const html = renderFragment(<SummaryList rows={[{ question: 'Telefon', change: here }, { question: 'Antal', answer: 0 }]} />);
  assert.match(html, /<dt>Telefon<\/dt><dd><span class="hint">Inget svar<\/span><\/dd>/);
  assert.match(spoken(html), /Ändra: Telefon/);
  assert.match(html, /<dt>Antal<\/dt><dd>0<\/dd>/);
});

test('pages of a list: first, last and those beside; nothing when all fits', () => {
  const numbers = (page: number, total: number) =>
    [...renderFragment(<Pagination page={page} pageSize={10} total={total} hrefOf={(to) => href('/x', { sida: to })} />)
      .matchAll(/aria-label="Sida (\d+)"|<li aria-hidden="true">(…)/g)].map(([, number, gap]) => number ?? gap);
  assert.deepEqual(numbers(6, 995), ['1', '…', '5', '6', '7', '…', '100']);
  assert.deepEqual(numbers(1, 20), ['1', '2']);
  assert.deepEqual(numbers(1, 10), []);
});

test('the tab one is on is told', () => {
  assert.match(renderFragment(<Tabs label="Vyer" tabs={[{ label: 'Nya', href: here, current: true }]} />), /aria-current="page">Nya/);
});

test('what someone typed in a message keeps its paragraphs and is never markup', () => {
  const html = renderFragment(<MessageList label="m" messages={[
    { id: '1', from: 'Kim', own: true, at: new Date('2026-05-07T08:12:00Z'), text: 'Hej\r\n\r\n<img src=x onerror=alert(1)>' },
  ]} />);
  assert.match(html, /<p class="typed">Hej<\/p><p class="typed">&lt;img/);
  assert.match(html, /<strong>Du<\/strong>/);
});

test('a confirmation names what happens, and its button says what is done', () => {
  const html = renderFragment(
    <ConfirmBox heading="Ta bort?" consequences={['Allt försvinner.']} confirm="Ta bort utkastet" cancel={here} action={here} danger hidden={{ id: '4' }} />,
  );
  assert.match(spoken(html), /Allt försvinner\.Ta bort utkastetAvbryt/);
  assert.match(html, /name="id" value="4"/);
});

test('a permit without an end says so', () => {
  const html = spoken(renderFragment(<PermitCard heading="F" holder="Kim" number="1" from="2026-06-01" issuer="E" />));
  assert.match(html, /Till och medtills vidare/);
});

test('a chart hides its picture from screen readers and gives them every number in a table', () => {
  const html = renderFragment(
    <BarChart question="Hur länge?" answer="18 dagar" unit="dagar" period="maj" source="ärenden"
      columns={{ label: 'Tjänst', value: 'Nu', compare: 'Förr' }} bars={[{ label: 'A', value: 18, compare: 23 }, { label: 'B', value: 36 }]} />,
  );
  assert.match(html, /<div class="chart-rows" aria-hidden="true">/);
  assert.match(html, /<th scope="row">A<\/th><td data-align="end">18<\/td><td data-align="end">23<\/td>/);
  assert.match(html, /<th scope="row">B<\/th><td data-align="end">36<\/td><td data-align="end">–<\/td>/);
  assert.match(html, /class="chart-bar"[^>]* width="49"/);
});

test('what begins with a dash is a list, whether its items are parted by blank lines or not', () => {
  const listed = renderFragment(<Paragraphs text={'Vi behöver:\n\n- ett intyg\n\n- en ritning,\ni skala\n- ett foto\n\nSvara senast i mars - gärna före.'} />);
  assert.deepEqual([...listed.matchAll(/<li[^>]*>([^<]*)<\/li>/g)].map(([, item]) => item), ['ett intyg', 'en ritning,\ni skala', 'ett foto']);
  assert.equal(listed.match(/<ul/g)?.length, 1);
  assert.match(listed, /<p[^>]*>Svara senast i mars - gärna före\.<\/p>/);
});
