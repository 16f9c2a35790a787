import { told } from '../../../identity/index.ts';
import { Alert, Button, ErrorSummary, Form, RadioGroup, TextArea, href, page, redirect, route, type Answer, type FieldError, type RequestContext,
  type Staff } from '../../../platform/index.ts';
import { inLanguage } from '../../../services/index.ts';
import { answerCase, withdrawnEnd } from '../../actions/parties/answer-case.ts';
import type { OpenedCase } from '../../actions/case/open-case.ts';
import { isWithdrawn } from '../../store/case/entries.ts';
import { partiesOf } from '../../store/parties/parties.ts';
import { CasePage, caseFacts, isCovered } from './case-frame.tsx';
import { caseHref, inCase, read, readers } from './in-case.tsx';

type Context = RequestContext<Staff, { id: string }>;
const longest = 10_000;

interface Typed { end: string; text: string }

const show = route({
  method: 'GET', path: '/handlaggning/arenden/:id/svar', access: readers, audit: read,
  handle: (context) => inCase(context, async (opened) => (mayAnswer(opened) ? form(context, opened, { end: await isWithdrawn(context.tx, opened.file.id) ? withdrawnEnd : '', text: '' }, []) : redirect(caseHref(opened.file.id)))),
});

const send = route({
  method: 'POST', path: '/handlaggning/arenden/:id/svar', access: readers, audit: 'cases.answerWritten',
  handle: (context) => inCase(context, async (opened) => {
    const { fields } = context;
    const typed = { end: String(fields['end'] ?? ''), text: String(fields['text'] ?? '').trim().slice(0, longest) };
    const withdrawn = typed.end === withdrawnEnd && await isWithdrawn(context.tx, opened.file.id);
    const errors = withdrawn ? [] : errorsIn(opened, typed);
    if (errors.length && mayAnswer(opened)) return form(context, opened, typed, errors);
    const done = await answerCase(context, context.who, opened, typed);
    if (!done.ok) return told(context, 'Ärendet avslutades inte', done.why, caseHref(opened.file.id), 409);
    if (!done.letter) return redirect('/handlaggning');
    return told(context, 'Svaret ska skickas med post', 'Brevet finns bland ärendets handlingar. Skriv ut det och skicka det. Ärendet är avslutat.', caseHref(opened.file.id, '/handlingar'));
  }, { change: true }),
});

/** Cases that are handled, open, and readable to who would answer. */
export function mayAnswer(opened: OpenedCase): boolean {
  return opened.version.compiled.folder.definition.case === 'handling' && !opened.file.closedAt && !isCovered(opened);
}

function errorsIn({ version }: OpenedCase, { end }: Typed): FieldError[] {
  const known = version.compiled.folder.definition.handling?.ends.some(({ id }) => id === end) ?? false;
  return known ? [] : [{ name: 'end', message: 'Välj hur ärendet slutade.' }];
}

async function form(context: Context, opened: OpenedCase, typed: Typed, errors: readonly FieldError[]): Promise<Answer> {
  const { file, version } = opened;
  const ends = inLanguage(version, 'sv').definition.handling?.ends ?? [];
  const nobody = (await partiesOf(context.tx, file.id)).length === 0;
  const withdrawn = await isWithdrawn(context.tx, file.id);
  const error = (name: string) => errors.find((one) => one.name === name)?.message;
  return page(
    <CasePage facts={await caseFacts(context, opened)} tab="" title="Svara och avsluta" hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} />
      {withdrawn && <Alert><p>Personen har tagit tillbaka det som skickades in.</p></Alert>}
      {nobody && <Alert><p>Vi vet inte vem som har skickat in det här. Svaret kan bara läsas av den som har fått en kod. Skriv det ändå: det visar vad som gjordes.</p></Alert>}
      <Form action={href(caseHref(file.id, '/svar'))}>
        <RadioGroup name="end" label="Hur slutade ärendet?" error={error('end')} value={typed.end}
          choices={[...(withdrawn ? [{ value: withdrawnEnd, label: 'Tillbakataget', hint: 'Personen får veta att ärendet är avslutat.' }] : []), ...ends.map(({ id, sv, say }) => ({ value: id, label: sv, hint: say }))]} />
        <TextArea name="text" label="Mer att säga till personen" optional rows={6} value={typed.text} count={longest}
          hint="Meningen under valet ovan kommer först i svaret. Skriv här vad ni har gjort, när något ska hända eller varför det blev så." />
        <Button icon="send">Svara och avsluta ärendet</Button>
      </Form>
    </CasePage>, { status: errors.length ? 422 : 200 });
}

export const handlingRoutes = [show, send];
