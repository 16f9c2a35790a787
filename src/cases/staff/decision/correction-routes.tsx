import { z } from 'zod';
import { told } from '../../../identity/index.ts';
import {
  Alert, Button, DateField, ErrorSummary, Form, MoneyField, Section, TextArea, formatDate, href, notFound, page, route, type Answer, type FieldError,
  type RequestContext, type Staff,
} from '../../../platform/index.ts';
import { correctDecision, correctable, mayCorrect, type Correction } from '../../actions/decision/correct-decision.ts';
import type { OpenedCase } from '../../actions/case/open-case.ts';
import { readMoney } from '../../model/decision/decision-draft.ts';
import type { Decision } from '../../store/decision/decisions.ts';
import { CasePage, caseFacts, isCovered } from '../case/case-frame.tsx';
import { backDone } from '../case/done.tsx';
import { caseHref, inCase, read, readers } from '../case/in-case.tsx';

type Context = RequestContext<Staff, { id: string; decision: string }>;
const path = '/handlaggning/arenden/:id/beslut/:decision/rattelse';

const ask = route({
  method: 'GET', path, access: readers, audit: read,
  handle: (context) => inCase(context, async (opened) => {
    const decision = isCovered(opened) ? undefined : await correctable(context.tx, opened.file.id, context.params.decision);
    return decision ? form(context, opened, decision, { what: '', summary: decision.content.text ?? '', items: [] }, []) : notFound();
  }),
});

async function form(context: Context, opened: OpenedCase, decision: Decision, typed: Correction, errors: readonly FieldError[]): Promise<Answer> {
  const may = await mayCorrect(context.tx, context.who, opened, decision);
  const error = (name: string) => errors.find((one) => one.name === name)?.message;
  return page(
    <CasePage facts={await caseFacts(context, opened)} tab="/beslut" title="Rätta beslutet" hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} />
      <p>Beslutet den {formatDate(decision.decidedAt, 'sv')}. Bara uppenbara skrivfel, räknefel och liknande får rättas (36 § förvaltningslagen). Är beslutet fel i sak omprövar du det i stället.</p>
      {may.ok && opened.own ? (
        <Form action={href(caseHref(opened.file.id, `/beslut/${decision.id}/rattelse`))}>
          <TextArea name="what" label="Vad var fel, och vad ska det stå?" hint="Går in i brevet. Till exempel: Slutdatumet skulle vara 2028-11-30, inte 2082-11-30." rows={3} value={typed.what} error={error('what')} />
          <TextArea name="summary" label="Brevets första mening" rows={2} value={typed.summary} error={error('summary')} />
          {decision.items.filter(({ outcome }) => outcome !== 'refused').map((item) => {
            const now = { ...item, ...typed.items.find(({ id }) => id === item.id) };
            return (
              <Section key={item.id} heading={item.content.name}>
                {item.amountOre !== null && <MoneyField name={`${item.id}.amount`} label="Belopp" value={((now.amountOre ?? 0) / 100).toFixed(2).replace('.', ',')} error={error(`${item.id}.amount`)} />}
                {item.validFrom && <DateField name={`${item.id}.from`} label="Gäller från" value={now.validFrom ?? ''} error={error(`${item.id}.from`)} />}
                {item.validUntil && <DateField name={`${item.id}.until`} label="Gäller till och med" value={now.validUntil ?? ''} error={error(`${item.id}.until`)} />}
              </Section>
            );
          })}
          <p class="hint">Det rättade beslutet skickas till alla som fick det förra. Båda står kvar i akten.</p>
          <Button>Rätta och skicka</Button>
        </Form>
      ) : <Alert><p>{may.ok ? 'Bara handläggaren och ersättaren kan rätta beslutet.' : may.why.join(' ')}</p></Alert>}
    </CasePage>, { status: errors.length ? 422 : 200 });
}

const correct = route({
  method: 'POST', path, access: readers, audit: 'cases.correctionAsked',
  handle: (context) => inCase(context, async (opened) => {
    const { tx, who, fields } = context;
    const decision = isCovered(opened) ? undefined : await correctable(tx, opened.file.id, context.params.decision);
    if (!decision) return told(context, 'Beslutet kan inte rättas', 'Det har redan rättats eller ändrats. Ingenting ändrades nu.', caseHref(opened.file.id, '/beslut'), 409);
    const { wish, errors } = readCorrection((name) => String([fields[name] ?? ''].flat()[0]).trim(), decision);
    if (errors.length) return form(context, opened, decision, wish, errors);
    const done = await correctDecision(tx, who, opened, decision, wish);
    return done.ok ? backDone(opened.file.id, '/beslut', 'rattelse') : told(context, 'Beslutet rättades inte', done.why.join(' '), caseHref(opened.file.id, '/beslut'), 409);
  }, { change: true }),
});

function readCorrection(field: (name: string) => string, { items }: Decision): { wish: Correction; errors: FieldError[] } {
  const errors: FieldError[] = [];
  const day = z.iso.date();
  const wish: Correction = {
    what: field('what').slice(0, 2_000), summary: field('summary').slice(0, 2_000),
    items: items.filter(({ outcome }) => outcome !== 'refused').map((item) => {
      const dayOf = (name: 'from' | 'until', had: string | null) => {
        if (had === null) return undefined;
        const typed = day.safeParse(field(`${item.id}.${name}`));
        if (!typed.success) errors.push({ name: `${item.id}.${name}`, message: `${item.content.name}: skriv en dag, till exempel 2028-11-30.` });
        return typed.data;
      };
      const [validFrom, validUntil] = [dayOf('from', item.validFrom), dayOf('until', item.validUntil)];
      const amountOre = item.amountOre === null ? undefined : readMoney(field(`${item.id}.amount`));
      if (item.amountOre !== null && amountOre === undefined) errors.push({ name: `${item.id}.amount`, message: `${item.content.name}: skriv beloppet i kronor.` });
      if (validFrom && validUntil && validUntil < validFrom) errors.push({ name: `${item.id}.until`, message: `${item.content.name}: slutet ligger före början.` });
      return { id: item.id, ...(validFrom && { validFrom }), ...(validUntil && { validUntil }), ...(amountOre !== undefined && { amountOre }) };
    }),
  };
  if (!wish.what) errors.unshift({ name: 'what', message: 'Skriv vad som var fel och vad det ska stå.' });
  if (!wish.summary) errors.push({ name: 'summary', message: 'Skriv brevets första mening.' });
  return { wish, errors };
}

export const correctionRoutes = [ask, correct];
