import { z } from 'zod';
import { staffPage, withinAuthority } from '../../identity/index.ts';
import { Button, EmptyState, Form, Link, Table, asUuid, formatDateTime, href, isUuid, none, notFound, redirect, route, staff, type Route } from '../../platform/index.ts';
import { attemptWords } from '../model/attempt-words.ts';
import { listReports, reportOf, updateReport, type Report } from '../store/reports.ts';
import { listTargets } from '../store/targets.ts';

const base = '/handlaggning/overlamningar/register';
const readers = staff('officer', 'deputy', 'manager', 'registrar');
const what = { given: 'Given', corrected: 'Rättad', withdrawn: 'Återkallad' } as const;

const list = route({
  method: 'GET', path: base, access: readers, audit: none('when something was told and to which register; no content and nobody'), query: z.object({ klart: z.literal('igen').optional().catch(undefined) }).loose(),
  handle: (context) => withinAuthority(context, async (authorityId) => {
    const [reports, names] = [await listReports(context.tx, authorityId, context.who.unitIds, 200), new Map((await listTargets(context.tx)).map(({ name, title }) => [name, title]))];
    return staffPage(context, {
      title: 'Rapporter till register', crumbs: [{ label: 'Överlämningar', href: href('/handlaggning/overlamningar') }], done: context.query.klart && 'Rapporten försöks igen.',
      children: (
        <>
          <p class="lead">Doser som ett register ska få veta enligt lag: givna, rättade och återkallade, i den ordningen och en gång var. Det som inte kommer fram försöks igen i ungefär tre dygn.</p>
          {reports.length === 0 ? <EmptyState heading="Inget har rapporterats än" /> : (
            <Table caption="Rapporter, de som behöver ses över först" captionHidden rows={reports} rowKey={({ id }) => id} columns={[
              { key: 'at', heading: 'Beställd', rowHeading: true, cell: ({ askedAt }) => formatDateTime(askedAt, 'sv') }, { key: 'what', heading: 'Vad', cell: (one) => what[one.what] },
              { key: 'to', heading: 'Till', cell: ({ target }) => names.get(target) ?? `${target} (mottagaren är inte inlagd)` }, { key: 'state', heading: 'Läge', cell: lineOf },
              { key: 'visit', heading: 'Besök', cell: ({ visitId }) => <Link href={href(`/handlaggning/tider/bokning/${visitId}`)}>Visa</Link> },
              { key: 'again', heading: 'Gör', cell: ({ id, state, askedAt }) => state === 'failed' && <Form action={href(`${base}/${id}/igen`)} inline label={`Försök igen med rapporten ${formatDateTime(askedAt, 'sv')}`}><Button kind="secondary">Försök igen</Button></Form> },
            ]} />
          )}
        </>
      ),
    });
  }),
});

function lineOf({ state, deliveredAt, receipt, attempts, reason }: Report): string {
  switch (state) {
    case 'delivered': return `Mottagen ${formatDateTime(deliveredAt!, 'sv')}.${receipt ? ` Kvittens ${receipt}.` : ''}`;
    case 'failed': return `Kom inte fram efter ${attempts} försök. ${attemptWords({ ok: false, reason: reason ?? '' })}`;
    case 'waiting': return attempts ? `${attempts} försök har inte gått fram. ${attemptWords({ ok: false, reason: reason ?? '' })}` : 'På väg.';
  }
}

const again = route({
  method: 'POST', path: `${base}/:id/igen`, access: readers, audit: 'exchange.reportAskedAgain',
  async handle(context) {
    const { tx, params, who } = context;
    const report = isUuid(params.id) && who.authorityId ? await reportOf(tx, who.authorityId, who.unitIds, asUuid(params.id)) : undefined;
    if (!report) return notFound();
    context.about({ dossierId: report.visitId, authorityId: report.authorityId, detail: { target: report.target } });
    if (report.state === 'failed') await updateReport(tx, report.id, { state: 'waiting', next_at: tx.now });
    return redirect(`${base}?klart=igen`);
  },
});

export const reportRoutes: readonly Route[] = [list, again];
