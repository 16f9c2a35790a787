import type { VNode } from 'preact';
import { z } from 'zod';
import { addRetentionPlan, planFor, planOn, retentionPlans, shortened, type PlanLine, type PlanLines, type RetentionPlan } from '../../cases/index.ts';
import { staffNames, withinAuthority } from '../../identity/index.ts';
import {
  Alert, Button, Checkbox, DateField, Form, LinkButton, Link, Section, Select, Table, TextField, addDays, formatDate, href, notFound, redirect, route,
  swedishDay, messageOf, typedIn, type Answer, type FieldError, type RequestContext, type Route, type Staff, type Tx, type Uuid,
} from '../../platform/index.ts';
import { currentVersions, documentTypes, type DocumentType, type InForce, type Service } from '../../services/index.ts';
import { base, keepers, registerPage } from './frame.tsx';
import { fromWords, keepWords, lineWords, typeWords } from './retention-words.ts';

export const keeping = `${base}/gallring`;
const path = `${keeping}/planer/:service` as const;
type Context = RequestContext<Staff, { service: string }>;

/** The services that an authority decides about: its own, and the one that carries a request for records, since each authority has its own requests. */
export async function servicesOf(tx: Tx, authorityId: Uuid): Promise<InForce[]> {
  return (await currentVersions(tx)).filter((version) => version.authorityId === authorityId || version.compiled.folder.definition.carriedBy === 'release');
}

/** A service of the authority, with what it says itself and the versions of the authority's plan. */
interface OfService { authorityId: Uuid; service: string; definition: Service; versions: readonly RetentionPlan[] }

function inService(context: Context, work: (of: OfService) => Promise<Answer>): Promise<Answer> {
  return withinAuthority(context, async (authorityId) => {
    const version = (await servicesOf(context.tx, authorityId)).find(({ service }) => service === context.params.service);
    if (!version) return notFound();
    const { definition } = version.compiled.folder;
    return work({ authorityId, service: definition.service, definition, versions: await retentionPlans(context.tx, authorityId, definition.service) });
  });
}

const show = route({
  method: 'GET', path, access: keepers, audit: 'records.planRead', query: z.object({ klart: z.literal('1').optional().catch(undefined) }),
  handle: (context) => inService(context, (of) => planPage(context, of, {}, [], context.query.klart && 'Den nya versionen är sparad. Den gäller från sin dag.')),
});

/** What holds on a day, own lines over those of the service. */
const linesOn = (of: OfService, day: string): PlanLines => planFor(of.definition.retention, planOn(of.versions, of.service, day));

async function planPage(context: Context, of: OfService, typed: Record<string, string>, errors: readonly FieldError[], done?: string): Promise<Answer> {
  const today = swedishDay(context.now);
  const names = await staffNames(context.tx, of.versions.map(({ madeBy }) => madeBy));
  const own = planOn(of.versions, of.service, today);
  const lines = linesOn(of, today);
  const kinds = documentTypes.filter((kind) => kind in lines && kind !== 'readLog');
  const field = (name: string, label: string) => ({ name, label, value: typed[name], error: messageOf(errors, name) });
  return registerPage(context, {
    title: of.definition.name, above: 'Gallringsplan', tab: '/gallring', under: { label: 'Gallring', path: '/gallring' }, errors, done,
    children: (
      <>
        {own ? <p>Nämndens beslut gäller sedan {formatDate(own.validFrom, 'sv')} ({own.paragraph}).</p> : (
          <Alert kind="warning" heading="Nämnden har inte beslutat om gallring för tjänsten">
            <p>Inget gallras förrän nämnden har beslutat. Tiderna här är ett förslag som följde med tjänsten.</p>
          </Alert>)}
        <Section heading="Ny version">
          <Form action={href(`${keeping}/planer/${of.service}`)}>
            <Table caption="Hur länge varje slags handling sparas" captionHidden rows={kinds} rowKey={(kind) => kind} columns={[
              { key: 'kind', heading: 'Handlingar', rowHeading: true, cell: (kind) => typeWords[kind] },
              { key: 'now', heading: own ? 'Gäller nu' : 'Förslag', cell: (kind) => lineWords(lines[kind]!) },
              { key: 'new', heading: 'Ny version', cell: (kind) => <LineFields kind={kind} line={lines[kind]!} typed={typed} /> },
            ]} />
            <Checkbox name="exportFirst" label="Inget gallras innan ärendet har lämnats till arkivet" checked={typed['validFrom'] === undefined ? own?.exportFirst ?? false : typed['exportFirst'] === 'on'} value="on" />
            <DateField {...field('validFrom', 'Gäller från')} value={typed['validFrom'] ?? addDays(today, 1)} />
            <DateField {...field('decidedDay', 'Nämnden beslutade')} />
            <TextField {...field('paragraph', 'Paragraf eller punkt')} hint="Till exempel § 123 i protokollet." size={24} />
            {messageOf(errors, 'shorter') && (
              <Alert kind="warning" heading={own ? 'Något gallras tidigare än i dag' : 'Något gallras tidigare än i förslaget'}>
                <p>{messageOf(errors, 'shorter')} Handlingar som redan har passerat den nya tiden försvinner vid nästa körning. De går inte att få tillbaka.</p>
                <Checkbox name="shorter" value="on" label="Nämnden har beslutat att de ska gallras tidigare" checked={typed['shorter'] === 'on'} />
              </Alert>)}
            <Button>Spara den nya versionen</Button>
          </Form>
        </Section>
        <Section heading="Versioner">
          <Table caption="Versioner av nämndens plan" captionHidden rows={of.versions} rowKey={({ id }) => id} empty={<p class="hint">Nämnden har inte beslutat om gallring för tjänsten.</p>} columns={[
            { key: 'from', heading: 'Gäller från', rowHeading: true, cell: ({ validFrom }) => formatDate(validFrom, 'sv') },
            { key: 'decided', heading: 'Beslutad', cell: ({ decidedDay, paragraph }) => `${formatDate(decidedDay, 'sv')}, ${paragraph}` },
            { key: 'lines', heading: 'Vad', cell: (version) => <Lines version={version} /> },
            { key: 'by', heading: 'Införd av', cell: ({ madeBy, madeAt }) => `${names.get(madeBy) ?? ''}, ${formatDate(swedishDay(madeAt), 'sv')}` },
          ]} />
        </Section>
        <p><Link href={href(`${keeping}/kommande`, { tjanst: of.service })}>Se vad som gallras och när</Link></p>
        <p><LinkButton kind="quiet" href={href(keeping)}>Tillbaka</LinkButton></p>
      </>
    ),
  });
}

function Lines({ version }: { version: RetentionPlan }): VNode {
  return (
    <ul class="ds-list">
      {version.exportFirst && <li>Först till arkivet</li>}
      {Object.entries(version.lines).map(([kind, line]) => <li key={kind}>{typeWords[kind as DocumentType]}: {lineWords(line)}</li>)}
    </ul>
  );
}

const usual = ['P1Y', 'P2Y', 'P3Y', 'P5Y', 'P7Y', 'P10Y', 'P20Y', 'forever'];

function LineFields({ kind, line, typed }: { kind: DocumentType; line: PlanLine; typed: Record<string, string> }): VNode {
  const value = (name: string, now: string) => typed[`${name}_${kind}`] ?? now;
  const keeps = usual.includes(line.keep) ? usual : [line.keep, ...usual];
  return (
    <div class="line-fields">
      <Select name={`keep_${kind}`} label={`${typeWords[kind]}: sparas`} value={value('keep', line.keep)} options={keeps.map((keep) => ({ value: keep, label: keepWords(keep) }))} />
      <Select name={`from_${kind}`} label="räknat från att" value={value('from', line.from ?? 'closed')} options={Object.entries(fromWords).map(([from, label]) => ({ value: from, label }))} />
      <Checkbox name={`archive_${kind}`} value="on" label="Bevaras i arkivet" checked={typed['validFrom'] === undefined ? line.archive ?? false : typed[`archive_${kind}`] === 'on'} />
    </div>
  );
}

const shape = z.object({ validFrom: z.iso.date(), decidedDay: z.iso.date(), paragraph: z.string().min(2).max(100) });
const lineShape = z.object({
  keep: z.union([z.literal('forever'), z.string().regex(/^P\d{1,3}[YMWD]$/)]), from: z.enum(['closed', 'permitEnded', 'decided', 'lastEntry', 'made']), archive: z.boolean(),
});
const wrong: Record<string, string> = {
  validFrom: 'Skriv en dag som inte har varit, som 2026-05-03.', decidedDay: 'Skriv dagen för beslutet. Den kan inte vara efter i dag.', paragraph: 'Skriv paragrafen eller punkten för beslutet.',
};

const save = route({
  method: 'POST', path, access: keepers, audit: 'records.planDecided',
  handle: (context) => inService(context, async (of) => {
    const typed = typedIn(context.fields);
    const today = swedishDay(context.now);
    const parsed = shape.safeParse(typed);
    const names = new Set(parsed.success ? [] : parsed.error.issues.map(({ path: [name] }) => String(name)));
    if (parsed.success && parsed.data.validFrom < today) names.add('validFrom');
    if (parsed.success && parsed.data.decidedDay > today) names.add('decidedDay');
    if (!parsed.success || names.size) return planPage(context, of, typed, [...names].map((name) => ({ name, message: wrong[name]! })));
    const lines = linesIn(typed, linesOn(of, today));
    if (!lines) return notFound();
    const next = { lines, exportFirst: typed['exportFirst'] === 'on' };
    const shorter = shortened(linesOn(of, parsed.data.validFrom), planFor(of.definition.retention, next));
    if (shorter.length && typed['shorter'] !== 'on') {
      return planPage(context, of, typed, [{ name: 'shorter', message: `Det gäller ${shorter.map((kind) => typeWords[kind].toLowerCase()).join(', ')}.` }]);
    }
    const plan = await addRetentionPlan(context.tx, { authorityId: of.authorityId, service: of.service, ...parsed.data, ...next, by: context.who.staffId });
    context.about({ detail: { service: of.service, plan, validFrom: parsed.data.validFrom, shorter: shorter.join(',') } });
    return redirect(`${keeping}/planer/${of.service}?klart=1`);
  }),
});

/** The lines of the form; undefined when they are not ones that the page offers. */
function linesIn(typed: Record<string, string>, now: PlanLines): PlanLines | undefined {
  const lines: PlanLines = {};
  for (const kind of Object.keys(now) as DocumentType[]) {
    if (kind === 'readLog') continue;
    const line = lineShape.safeParse({ keep: typed[`keep_${kind}`], from: typed[`from_${kind}`], archive: typed[`archive_${kind}`] === 'on' });
    if (!line.success) return undefined;
    lines[kind] = line.data.keep === 'forever' ? { keep: 'forever' } : { keep: line.data.keep, from: line.data.from, ...(line.data.archive && { archive: true }) };
  }
  return lines;
}

export const planRoutes: readonly Route[] = [show, save];
