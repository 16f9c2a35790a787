import { z } from 'zod';
import { publishTable, tableVersions, type DatedTable } from '../../organisation/index.ts';
import { currentVersions, type ServiceVersion } from '../../services/index.ts';
import {
  Alert, Button, Buttons, Checkbox, DateField, EmptyState, Form, Link, LinkButton, Section, Table, TextField, formatDate, formatMoney, href, none, notFound, redirect, route, swedishDay,
  messageOf, typedIn, type Answer, type FieldError, type RequestContext, type Route, type Staff,
} from '../../platform/index.ts';
import { day } from '../form.ts';
import { staffText as t } from '../staff-texts.ts';
import { adminPage, administrators, base, refusedHere } from './frame.tsx';
import { TouchedCases, touchedBy } from './table-preview.tsx';

const path = `${base}/tabeller`;
const under = { label: t('tables.title'), path: '/tabeller' };
const facts = none('only facts of the organisation');

interface Known { name: string; versions: readonly DatedTable[]; services: readonly ServiceVersion[]; usedBy: readonly string[] }

/** Every dated table that a service in force reads, with its versions, oldest first. */
async function knownTables({ tx }: RequestContext): Promise<Known[]> {
  const services = await currentVersions(tx);
  const names = [...new Set(services.flatMap(({ compiled }) => compiled.folder.definition.tables))].sort();
  const versions = await tableVersions(tx, names);
  return names.map((name) => ({
    name, versions: versions.get(name) ?? [], services: services.filter(({ compiled }) => compiled.folder.definition.tables.includes(name)),
    usedBy: services.filter(({ compiled }) => compiled.folder.definition.tables.includes(name)).map(({ compiled }) => compiled.folder.definition.name),
  }));
}

const titleOf = ({ name, versions }: Known) => String(versions.at(-1)?.facts['name'] ?? name);
const inForce = ({ versions }: Known, today: string) => versions.findLast(({ validFrom }) => validFrom <= today);

const list = route({
  method: 'GET', path, access: administrators, audit: facts,
  async handle(context) {
    const refused = refusedHere(context);
    if (refused) return refused;
    const today = swedishDay(context.now);
    const tables = await knownTables(context);
    return adminPage(context, {
      title: t('tables.title'), width: 'full',
      children: (
        <>
          <p class="lead">{t('tables.lead')}</p>
          {tables.length === 0 ? <EmptyState heading={t('tables.none')} /> : (
            <Table caption={t('tables.title')} captionHidden rows={tables} rowKey={({ name }) => name} columns={[
              { key: 'name', heading: t('tables.name'), rowHeading: true, cell: (table) => <Link href={href(`${path}/${table.name}`)}>{titleOf(table)}</Link> },
              { key: 'now', heading: t('tables.now'), cell: (table) => { const one = inForce(table, today); return one ? t('tables.since', { date: formatDate(one.validFrom, 'sv') }) : '–'; } },
              { key: 'next', heading: t('tables.next'), cell: ({ versions }) => versions.filter(({ validFrom }) => validFrom > today).map(({ validFrom }) => formatDate(validFrom, 'sv')).join(', ') || '–' },
              { key: 'used', heading: t('tables.used'), cell: ({ usedBy }) => usedBy.join(', ') },
            ]} />
          )}
        </>
      ),
    });
  },
});

const show = route({
  method: 'GET', path: `${path}/:name`, access: administrators, audit: facts, query: z.object({ klart: z.enum(['ny']).optional().catch(undefined) }).loose(),
  handle: (context) => withTable(context, (table) => {
    const today = swedishDay(context.now);
    const ids = [...new Set(table.versions.flatMap(({ rows }) => rows.map((row) => String(row['id']))))];
    const shown = table.versions.slice(-4);
    return adminPage(context, {
      title: titleOf(table), under, width: 'full', done: context.query.klart && t('tables.added'),
      children: (
        <>
          <p>{t('tables.usedBy', { services: table.usedBy.join(', ') })}</p>
          {table.versions.at(-1)?.facts['example'] === true && <Alert kind="warning"><p>{t('tables.example')}</p></Alert>}
          <p><LinkButton href={href(`${path}/${table.name}/ny`)}>{t('tables.add')}</LinkButton></p>
          <Table caption={t('tables.rows')} captionHidden rows={ids} rowKey={(id) => id} columns={[
            { key: 'row', heading: t('tables.row'), rowHeading: true, cell: (id) => rowName(table, id) },
            ...shown.map((version) => ({
              key: version.validFrom, heading: `${t('tables.from', { date: formatDate(version.validFrom, 'sv') })}${inForce(table, today) === version ? `, ${t('tables.holds')}` : ''}`,
              cell: (id: string) => valueText(version, id),
            })),
          ]} />
        </>
      ),
    });
  }),
});

const showAdd = route({
  method: 'GET', path: `${path}/:name/ny`, access: administrators, audit: facts,
  handle: (context) => withTable(context, (table) => {
    const last = table.versions.at(-1);
    return last ? addPage(context, table, Object.fromEntries(last.rows.map((row) => [`row.${String(row['id'])}`, shownValue(last, row)])), []) : notFound();
  }),
});

function addPage(context: RequestContext<Staff>, table: Known, typed: Record<string, string>, errors: readonly FieldError[]): Answer {
  const last = table.versions.at(-1)!;
  return adminPage(context, {
    title: t('tables.addTitle', { name: titleOf(table) }), under, errors,
    children: (
      <Form action={href(`${path}/${table.name}/ny`)}>
        <p>{t('tables.addLead')}</p>
        <DateField name="from" label={t('tables.fromAsk')} hint={t('tables.fromHint')} value={typed['from']} error={messageOf(errors, 'from')} />
        <TextField name="note" label={t('tables.note')} hint={t('tables.noteHint')} value={typed['note']} error={messageOf(errors, 'note')} />
        {last.facts['example'] === true && <Checkbox name="real" value="on" label={t('tables.real')} checked={typed['real'] === 'on'} />}
        <Section heading={t(isMoney(last) ? 'tables.amounts' : 'tables.values')}>
          {last.rows.map((row) => {
            const name = `row.${String(row['id'])}`;
            return <TextField key={name} name={name} label={rowName(table, String(row['id']))} value={typed[name]} error={messageOf(errors, name)} size={12} />;
          })}
        </Section>
        <Button>{t('tables.look')}</Button>
      </Form>
    ),
  });
}

/** What becomes other than it is, and which cases it touches, before anything is saved. */
async function confirmPage(context: RequestContext<Staff>, table: Known, typed: Record<string, string>, rows: DatedTable['rows']): Promise<Answer> {
  const from = typed['from']!;
  const before = table.versions.findLast(({ validFrom }) => validFrom <= from) ?? table.versions.at(-1)!;
  const after: DatedTable = { ...before, rows };
  const changed = rows.map((row) => String(row['id'])).filter((id) => valueText(before, id) !== valueText(after, id));
  const replaced = table.versions.some(({ validFrom }) => validFrom === from);
  const later = table.versions.find(({ validFrom }) => validFrom > from);
  return adminPage(context, {
    title: t('tables.confirmTitle', { name: titleOf(table) }), under, width: 'full',
    children: (
      <>
        <p class="lead">{t('tables.confirmLead', { date: formatDate(from, 'sv'), changed: changed.length, rows: rows.length })}</p>
        {before.facts['example'] === true && typed['real'] !== 'on' && <Alert kind="warning"><p>{t('tables.stillExample')}</p></Alert>}
        {replaced && <Alert kind="warning"><p>{t('tables.replaces', { date: formatDate(from, 'sv') })}</p></Alert>}
        {later && <Alert kind="warning"><p>{t('tables.until', { date: formatDate(later.validFrom, 'sv') })}</p></Alert>}
        <Table caption={t('tables.changes')} rows={changed} rowKey={(id) => id} empty={<p class="hint">{t('tables.noChange')}</p>} columns={[
          { key: 'row', heading: t('tables.row'), rowHeading: true, cell: (id) => rowName(table, id) },
          { key: 'before', heading: t('tables.from', { date: formatDate(before.validFrom, 'sv') }), align: 'end', cell: (id) => valueText(before, id) },
          { key: 'after', heading: t('tables.from', { date: formatDate(from, 'sv') }), align: 'end', cell: (id) => valueText(after, id) },
        ]} />
        <Section heading={t('tables.touched')}><TouchedCases touched={await touchedBy(context, table.services, from)} from={from} /></Section>
        <Form action={href(`${path}/${table.name}/ny`)} hidden={Object.fromEntries(Object.entries(typed).filter(([name]) => name === 'from' || name === 'note' || name === 'real' || name.startsWith('row.')))}>
          <Buttons>
            <Button name="do" value="save">{t('tables.save')}</Button>
            <Button kind="secondary" name="do" value="change">{t('tables.back')}</Button>
          </Buttons>
        </Form>
      </>
    ),
  });
}

const add = route({
  method: 'POST', path: `${path}/:name/ny`, access: administrators, audit: 'organisation.tableAsked',
  handle: (context) => withTable(context, async (table) => {
    const last = table.versions.at(-1);
    if (!last) return notFound();
    const typed = typedIn(context.fields);
    const errors: FieldError[] = [];
    if (!day.safeParse(typed['from']).success) errors.push({ name: 'from', message: t('tables.fromWrong') });
    else if (typed['from']! < swedishDay(context.now)) errors.push({ name: 'from', message: t('tables.fromPast') });
    if ((typed['note'] ?? '').length < 3) errors.push({ name: 'note', message: t('tables.noteWrong') });
    const column = String(last.facts['value']);
    const rows = last.rows.map((row) => {
      const name = `row.${String(row['id'])}`;
      const value = readValue(last, typed[name] ?? '');
      if (value === undefined) errors.push({ name, message: t('tables.valueWrong', { name: rowName(table, String(row['id'])) }) });
      return { ...row, [column]: value };
    });
    if (errors.length) return addPage(context, table, typed, errors);
    if (typed['do'] === 'change') return addPage(context, table, typed, []);
    if (typed['do'] !== 'save') return confirmPage(context, table, typed, rows);
    const { version: _version, validUntil: _until, note: _note, ...about } = last.facts;
    const real = typed['real'] === 'on' ? { example: false, name: titleOf(table).replace(/ \(exempelbelopp\)$/, ''), notice: undefined } : {};
    await publishTable(context.tx, { ...about, ...real, table: table.name, versions: [{ validFrom: typed['from']!, note: typed['note']!.slice(0, 500), rows }] });
    context.about({ detail: { table: table.name, from: typed['from']! } });
    return redirect(`${path}/${table.name}?klart=ny`);
  }),
});

async function withTable(context: RequestContext<Staff, { name: string }>, answer: (table: Known) => Answer | Promise<Answer>): Promise<Answer> {
  const refused = refusedHere(context);
  if (refused) return refused;
  const table = (await knownTables(context)).find(({ name }) => name === context.params.name);
  return table ? answer(table) : notFound();
}

/** The row in words: its kind, and from–to where it has them. */
function rowName(table: Known, id: string): string {
  const version = table.versions.findLast(({ rows }) => rows.some((row) => row['id'] === id))!;
  const row = version.rows.find((one) => one['id'] === id)!;
  const kinds = version.facts['kinds'] as Record<string, string> | undefined;
  const kind = kinds?.[String(row['kind'])] ?? (typeof row['sv'] === 'string' ? row['sv'] : id);
  const [from, to] = [row['from'], row['to']];
  return typeof from === 'number' && typeof to === 'number' && !(from === 0 && to >= 999) ? `${kind}: ${from === to ? from : to >= 100_000 ? t('tables.orMore', { from }) : `${from}–${to}`}` : kind;
}

function isMoney({ facts: { unit } }: DatedTable): boolean {
  return typeof unit === 'string' && unit.startsWith('öre');
}

function valueText(version: DatedTable, id: string): string {
  const row = version.rows.find((one) => one['id'] === id);
  return row ? isMoney(version) ? formatMoney(Number(row[String(version.facts['value'])])) : shownValue(version, row) : '–';
}

/** Kronor as people write them, or the number as it is. */
function shownValue(version: DatedTable, row: Readonly<Record<string, unknown>>): string {
  const value = Number(row[String(version.facts['value'])]);
  return (isMoney(version) ? value / 100 : value).toLocaleString('sv-SE', { useGrouping: false });
}

function readValue(version: DatedTable, text: string): number | undefined {
  const plain = text.replaceAll(/[\s\u00a0\u202f]|kr\.?/gi, '').replace(',', '.');
  if (!/^\d{1,9}(\.\d{1,4})?$/.test(plain)) return undefined;
  return isMoney(version) ? Math.round(Number(plain) * 100) : Number(plain);
}

export const tableRoutes: readonly Route[] = [list, show, showAdd, add];
