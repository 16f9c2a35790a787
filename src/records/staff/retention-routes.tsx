import { z } from 'zod';
import { comingDestruction, destroyDue, destroyedByYear, destroyedIn, destructionRuns, monthOf, mostPreviewed, openHolds, planOn, researchSample, retentionPlans, type ComingCase, type RetentionPlan } from '../../cases/index.ts';
import { withinAuthority } from '../../identity/index.ts';
import { Alert, Buttons, Button, ConfirmBox, EmptyState, Form, KeyValue, Link, LinkButton, LinkList, Section, Select, Table, addDuration, file, formatDate, formatDateTime, href, isUuid,
  asUuid, notFound, redirect, renderPdf, route, swedishDay, type Route, type Uuid } from '../../platform/index.ts';
import { currentVersions, type DocumentType } from '../../services/index.ts';
import { findOrganisation, listAuthorities } from '../../organisation/index.ts';
import { keepers, registerPage } from './frame.tsx';
import { keeping, servicesOf } from './plan-routes.tsx';
import { keptWords, typeWords } from './retention-words.ts';

const overview = route({
  method: 'GET', path: keeping, access: keepers, audit: 'records.retentionRead',
  handle: (context) => withinAuthority(context, async (authorityId) => {
    const { tx } = context;
    const today = swedishDay(context.now);
    const services = await servicesOf(tx, authorityId);
    const plans = await retentionPlans(tx, authorityId);
    const undecided = services.filter(({ service }) => !plans.some((plan) => plan.service === service));
    const { cases } = await comingDestruction(tx, authorityId, today);
    const due = cases.filter(({ kept }) => !kept);
    const waiting = cases.filter(({ kept }) => kept === 'undecided').length;
    const [holds, sample] = [await openHolds(tx, authorityId), await researchSample(tx, authorityId)];
    return registerPage(context, {
      title: 'Gallring', tab: '/gallring',
      children: (
        <>
          <p>Handlingar får bara gallras enligt nämndens beslut. Här ändrar du planen, ser vad som står på tur och får beviset på det som har gallrats.</p>
          <Section heading="Planer">
            {undecided.length > 0 && (
              <Alert kind="warning" heading="Nämnden har inte beslutat om gallring för alla tjänster">
                <p>Det gäller {undecided.map(({ compiled }) => compiled.folder.definition.name).join(', ')}. Där gallras inget förrän nämnden har beslutat. Planen som följde med tjänsten är ett förslag: låt nämnden ta ställning till den, och spara planen här med beslutets dag och paragraf, också om ingenting ändras.</p>
                {waiting > 0 && <p>{waiting === 1 ? 'Ett ärende' : `${waiting} ärenden`} skulle ha gallrats enligt förslagen och väntar på beslutet.</p>}
              </Alert>)}
            <Table caption="Gallringsplan för varje tjänst" captionHidden rows={services} rowKey={({ service }) => service} columns={[
              { key: 'service', heading: 'Tjänst', rowHeading: true, cell: ({ service, compiled }) => <Link href={href(`${keeping}/planer/${service}`)}>{compiled.folder.definition.name}</Link> },
              { key: 'now', heading: 'Gäller nu', cell: ({ service }) => { const own = planOn(plans, service, today); return own ? `Nämndens plan, ${own.paragraph}` : 'Inget gallras, beslut saknas'; } },
              { key: 'next', heading: 'Nästa version', cell: ({ service }) => plans.filter((plan) => plan.service === service && plan.validFrom > today).map(({ validFrom }) => formatDate(validFrom, 'sv')).join(', ') || '–' },
            ]} />
          </Section>
          <Section heading="Körning">
            {due.length === 0 ? <p>Inget står på tur i dag. Körningen går också av sig själv varje natt.</p> : (
              <ConfirmBox heading="Gallra nu" danger action={href(`${keeping}/korning`)} confirm="Gallra det som står på tur" cancel={href(`${keeping}/kommande`)} cancelText="Se listan först" consequences={[
                `${due.length === 1 ? 'Ett ärende' : `${due.length} ärenden`} har handlingar som ska gallras, ${due.filter(({ whole }) => whole !== null && whole <= today).length} av dem i sin helhet.`,
                'Det som gallras går inte att få tillbaka. Nyckeln till det förstörs.', 'Ett bevis med ärendenummer sparas.']}>
                {null}
              </ConfirmBox>)}
          </Section>
          <LinkList items={[
            { label: 'Vad som gallras och när', href: href(`${keeping}/kommande`), hint: 'Månad för månad, för varje tjänst' },
            { label: 'Bevis', href: href(`${keeping}/bevis`), hint: 'Vad som har gallrats, med ärendenummer och kontrollsumma' },
            { label: 'Statistik', href: href(`${keeping}/statistik`), hint: 'Hur mycket som har gallrats, år för år' },
            { label: 'Gallringsstopp', href: href(`${keeping}/stopp`), hint: holds.length ? `${holds.length} ärenden är stoppade` : 'Inget ärende är stoppat' },
            { label: 'Personakter som bevaras för forskning', href: href(`${keeping}/forskning`), hint: sample?.days.length ? `Födda den ${sample.days.join(', ')}` : 'Används inte' },
          ]} />
        </>
      ),
    });
  }),
});

const coming = route({
  method: 'GET', path: `${keeping}/kommande`, access: keepers, audit: 'records.destructionPreviewed',
  query: z.object({ manader: z.coerce.number().int().min(1).max(120).catch(12).default(12), tjanst: z.string().max(80).optional().catch(undefined) }),
  handle: (context) => withinAuthority(context, async (authorityId) => {
    const { manader, tjanst } = context.query;
    const services = new Map((await currentVersions(context.tx)).filter((version) => version.authorityId === authorityId).map(({ service, compiled }) => [service, compiled.folder.definition.name]));
    const { cases: all, looked } = await comingDestruction(context.tx, authorityId, addDuration(swedishDay(context.now), `P${manader}M`));
    const cases = all.filter(({ service }) => !tjanst || service === tjanst);
    const shown = cases.slice(0, 200);
    return registerPage(context, {
      title: 'Vad som gallras och när', tab: '/gallring', under: { label: 'Gallring', path: '/gallring' },
      children: (
        <>
          <Form action={href(`${keeping}/kommande`)} method="get" label="Välj" inline>
            <Select name="manader" label="Månader framåt" value={String(manader)} options={[1, 3, 6, 12, 24, 60].map((value) => ({ value: String(value), label: String(value) }))} />
            <Select name="tjanst" label="Tjänst" value={tjanst ?? ''} options={[{ value: '', label: 'Alla' }, ...[...services].map(([value, label]) => ({ value, label }))]} />
            <Button kind="secondary">Visa</Button>
          </Form>
          {looked === mostPreviewed && <Alert kind="warning"><p>Listan bygger på de {mostPreviewed} ärenden som avslutades först. Det finns fler.</p></Alert>}
          <Table caption="Antal ärenden, månad för månad" rows={countsOf(cases, context.now)} rowKey={({ key }) => key}
            empty={<EmptyState heading="Inget gallras under den tiden"><p>Det som är stoppat, bevaras eller väntar på arkivet räknas inte.</p></EmptyState>} columns={[
              { key: 'month', heading: 'Månad', nowrap: true, cell: ({ month }) => month },
              { key: 'service', heading: 'Tjänst', rowHeading: true, cell: ({ service }) => services.get(service) ?? service },
              { key: 'kind', heading: 'Handlingar', cell: ({ kind }) => typeWords[kind] },
              { key: 'count', heading: 'Ärenden', align: 'end', cell: ({ count }) => count },
            ]} />
          <Section heading="Ärenden">
            {cases.length > shown.length && <p class="hint">De {shown.length} första av {cases.length} ärenden.</p>}
            <Table caption="Ärenden som gallras" captionHidden rows={shown} rowKey={({ id }) => id} empty={<p class="hint">Inga ärenden.</p>} columns={[
              { key: 'number', heading: 'Ärende', rowHeading: true, nowrap: true, cell: ({ number }) => number },
              { key: 'title', heading: 'Gäller', cell: ({ title }) => title },
              { key: 'what', heading: 'Vad och när', cell: ({ ends }) => <ul class="ds-list">{ends.map(({ kind, day }) => <li key={kind}>{typeWords[kind]}: {day}</li>)}</ul> },
              { key: 'whole', heading: 'Hela ärendet', nowrap: true, cell: ({ whole }) => whole ?? 'Något bevaras' },
              { key: 'archive', heading: 'I arkivet', cell: ({ archived }) => (archived ? 'Ja' : 'Nej') },
              { key: 'kept', heading: 'Undantag', cell: ({ kept }) => (kept ? keptWords[kept] : '–') },
            ]} />
          </Section>
        </>
      ),
    });
  }),
});

/** How many cases have a kind of document that goes in a month. What is left alone is not counted. */
function countsOf(cases: readonly ComingCase[], now: Date): { key: string; month: string; service: string; kind: DocumentType; count: number }[] {
  const counts = new Map<string, number>();
  for (const { service, ends, kept } of cases) {
    if (kept) continue;
    for (const { kind, day } of ends) {
      const key = `${monthOf(day, now)}|${service}|${kind}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, count]) => {
    const [month, service, kind] = key.split('|') as [string, string, DocumentType];
    return { key, month, service, kind, count };
  });
}

/** Batches in a run by hand; the rest goes in the nightly one. */
const mostBatches = 10;

const run = route({
  method: 'POST', path: `${keeping}/korning`, access: keepers, audit: 'records.destructionRun',
  handle: (context) => withinAuthority(context, async (authorityId) => {
    const { house, tenant } = context;
    let [touched, last]: [number, Uuid | undefined] = [0, undefined];
    // Batch by batch, each in a transaction of the system's own: staff may delete nothing, and a long run is not lost whole.
    for (let batch = 0; batch < mostBatches; batch++) {
      const done = await house.db.system(tenant.id, 'destruction by hand', (tx) => destroyDue(tx, { authorityId }));
      touched += done.touched;
      if (done.touched) last = done.runId;
      if (!done.more) break;
    }
    context.about({ detail: { cases: touched } });
    return redirect(last ? `${keeping}/bevis/${last}` : keeping);
  }),
});

const proofs = route({
  method: 'GET', path: `${keeping}/bevis`, access: keepers, audit: 'records.proofsRead',
  handle: (context) => withinAuthority(context, async (authorityId) => registerPage(context, {
    title: 'Bevis om gallring', tab: '/gallring', under: { label: 'Gallring', path: '/gallring' },
    children: (
      <Table caption="Körningar som har gallrat något" rows={await destructionRuns(context.tx, authorityId)} rowKey={({ runId }) => runId} empty={<EmptyState heading="Inget har gallrats än" />} columns={[
        { key: 'at', heading: 'När', rowHeading: true, cell: ({ runId, at }) => <Link href={href(`${keeping}/bevis/${runId}`)}>{formatDateTime(at, 'sv')}</Link> },
        { key: 'cases', heading: 'Ärenden', align: 'end', cell: ({ cases }) => cases },
      ]} />
    ),
  })),
});

const statistics = route({
  method: 'GET', path: `${keeping}/statistik`, urgency: 'optional', access: keepers, audit: 'records.statisticsRead',
  handle: (context) => withinAuthority(context, async (authorityId) => {
    const names = new Map((await currentVersions(context.tx)).map(({ service, compiled }) => [service, compiled.folder.definition.name]));
    return registerPage(context, {
      title: 'Statistik över gallringen', tab: '/gallring', under: { label: 'Gallring', path: '/gallring' },
      children: (
        <Table caption="Det som har gallrats, år för år" rows={await destroyedByYear(context.tx, authorityId)} rowKey={({ year, service, what }) => `${year}${service}${what}`}
          empty={<EmptyState heading="Inget har gallrats än" />} columns={[
            { key: 'year', heading: 'År', nowrap: true, cell: ({ year }) => year },
            { key: 'service', heading: 'Tjänst', rowHeading: true, cell: ({ service }) => names.get(service) ?? service },
            { key: 'what', heading: 'Vad', cell: ({ what }) => whatWords(what) },
            { key: 'cases', heading: 'Ärenden', align: 'end', cell: ({ cases }) => cases },
            { key: 'rows', heading: 'Poster', align: 'end', cell: ({ rows }) => rows },
          ]} />
      ),
    });
  }),
});

const proof = route({
  method: 'GET', path: `${keeping}/bevis/:run`, access: keepers, audit: 'records.proofRead',
  handle: (context) => withinAuthority(context, async (authorityId) => {
    const runId = context.params.run;
    const { lines, sha256 } = isUuid(runId) ? await destroyedIn(context.tx, authorityId, asUuid(runId)) : { lines: [], sha256: '' };
    if (!lines.length) return notFound();
    const plans = await retentionPlans(context.tx, authorityId);
    return registerPage(context, {
      title: 'Bevis om gallring', tab: '/gallring', under: { label: 'Bevis', path: '/gallring/bevis' },
      children: (
        <>
          <KeyValue items={[{ key: 'När', value: formatDateTime(lines[0]!.at, 'sv') }, { key: 'Ärenden', value: String(lines.length) }, { key: 'Kontrollsumma (SHA-256)', value: <code>{sha256}</code> }]} />
          <Table caption="Det som gallrades" rows={lines} rowKey={({ number, what }) => `${number}${what}`} columns={[
            { key: 'number', heading: 'Ärende', rowHeading: true, nowrap: true, cell: ({ number }) => number },
            { key: 'what', heading: 'Vad', cell: ({ what }) => whatWords(what) },
            { key: 'rows', heading: 'Poster', align: 'end', cell: ({ rows }) => rows },
            { key: 'keys', heading: 'Nycklar', align: 'end', cell: ({ keys }) => keys },
            { key: 'plan', heading: 'Enligt', cell: ({ planId }) => groundWords(plans, planId) },
            { key: 'archive', heading: 'Först till arkivet', cell: ({ exportId }) => (exportId ? 'Ja' : 'Nej') },
          ]} />
          <Buttons><LinkButton kind="secondary" href={href(`${keeping}/bevis/${runId}/lista`)}>Skriv ut beviset (PDF)</LinkButton></Buttons>
        </>
      ),
    });
  }),
});

/** By whose decision something went: the archivist's first question. */
const groundWords = (plans: readonly RetentionPlan[], planId: Uuid | null): string => {
  const plan = plans.find(({ id }) => id === planId);
  return plan ? `Nämndens beslut ${formatDate(plan.decidedDay, 'sv')}, ${plan.paragraph}` : 'Planen som följde med tjänsten';
};

const whatWords = (what: string): string => (what === 'whole' ? 'Hela ärendet' : what.split(',').map((kind) => typeWords[kind as DocumentType]).join(', '));

const printedProof = route({
  method: 'GET', path: `${keeping}/bevis/:run/lista`, access: keepers, audit: 'records.proofPrinted',
  handle: (context) => withinAuthority(context, async (authorityId) => {
    const runId = context.params.run;
    const { lines, sha256 } = isUuid(runId) ? await destroyedIn(context.tx, authorityId, asUuid(runId)) : { lines: [], sha256: '' };
    if (!lines.length) return notFound();
    const plans = await retentionPlans(context.tx, authorityId);
    const organisation = (await findOrganisation(context.tx))!;
    const authority = (await listAuthorities(context.tx)).find(({ id }) => id === authorityId)!;
    const made = await renderPdf({
      template: { files: {}, main: 'register.typ' }, standard: 'ua-1', language: 'sv', title: 'Bevis om gallring', at: context.now,
      data: {
        organisation: { name: organisation.name, unit: authority.name, color: organisation.facts.theme.primary }, heading: 'Bevis om gallring', made: formatDateTime(context.now, 'sv'),
        paragraphs: [`Gallrat ${formatDateTime(lines[0]!.at, 'sv')}.`, `Kontrollsumma (SHA-256): ${sha256}`],
        columns: ['Ärende', 'Vad', 'Poster', 'Nycklar', 'Enligt', 'Först till arkivet'].map((label) => ({ label })),
        rows: lines.map((line) => [line.number, whatWords(line.what), String(line.rows), String(line.keys), groundWords(plans, line.planId), line.exportId ? 'Ja' : 'Nej']),
      },
    });
    return made.ok ? file(made.bytes, 'application/pdf', { name: `gallring-${swedishDay(lines[0]!.at)}.pdf`, inline: true }) : notFound();
  }),
});

export const retentionRoutes: readonly Route[] = [overview, coming, run, proofs, statistics, proof, printedProof];

