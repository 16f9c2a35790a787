import { staffNames, staffPage } from '../../../identity/index.ts';
import {
  Alert, Button, Form, RadioGroup, Section, TextArea, YesNo, href, type Answer, type FieldError, type RequestContext, type Staff,
} from '../../../platform/index.ts';
import { readReasons } from '../../actions/case/open-case.ts';
import type { CaseFile } from '../../store/case/case-file.ts';
import { confirmationsOf } from '../../store/decision/confirmations.ts';

/** Asks why a case is opened that is not one's own. Nothing of it but its number and title has been shown. */
export async function reasonPage(context: RequestContext<Staff>, file: CaseFile, errors: readonly FieldError[] = []): Promise<Answer> {
  const { assigneeId } = file;
  const holder = assigneeId && (await staffNames(context.tx, [assigneeId])).get(assigneeId);
  const at = `/handlaggning/arenden/${file.id}`;
  const error = (name: string) => errors.find((one) => one.name === name)?.message;
  // Without an officer there is nobody to stand in for, or to give advice to.
  const waits = (await confirmationsOf(context.tx, file.id)).some(({ answeredAt, askedBy }) => answeredAt === null && askedBy !== context.who.staffId);
  const needless = [...(assigneeId === null ? ['distribution', 'cover', 'advice'] : ['distribution']), ...(waits ? [] : ['confirm'])];
  const reasons = Object.entries(readReasons).filter(([value]) => !needless.includes(value));
  return staffPage(context, {
    title: 'Varför öppnar du ärendet?', crumbs: [{ label: 'Arbetslistan', href: href('/handlaggning') }], errors, width: 'text',
    children: (
      <>
        <p>{file.title}, {file.number}. {holder ? `Handläggare är ${holder}.` : 'Ärendet har ingen handläggare än.'}</p>
        <Alert heading="Läsningen syns för den sökande">
          <p>Uppgifterna är skyddade. Den sökande ser att någon på din enhet har läst, din roll och skälet – men inte ditt namn. Skälet gäller resten av arbetsdagen.</p>
        </Alert>
        {assigneeId === null && (
          <Section heading="Ska du handlägga det?">
            <p>Då tar du ärendet, och det blir ditt. Var inte med i ett ärende där du själv, någon närstående eller någon du är ovän med berörs (jäv, 16 § förvaltningslagen).</p>
            <TakeForm at={at} error={error('bias')} />
          </Section>
        )}
        {assigneeId === null && <h2>Ska du bara läsa?</h2>}
        <Form action={href(`${at}/skal`)} label="Ange skäl">
          <RadioGroup name="reason" label="Skäl" error={error('reason')} choices={reasons.map(([value, label]) => ({ value, label }))} />
          <TextArea name="note" label="Med egna ord" hint="Visas inte för den sökande, men sparas i ärendet." optional rows={2} />
          <Button kind={assigneeId === null ? 'secondary' : 'primary'}>Öppna ärendet</Button>
        </Form>
      </>
    ),
  });
}

/** Taking a case asks about bias each time. */
export function TakeForm({ at, error }: { at: string; error?: string | undefined }) {
  return (
    <Form action={href(`${at}/ta`)} label="Ta ärendet">
      <YesNo name="bias" label="Finns det något som gör att du kan vara jävig?" error={error} labels={{ yes: 'Ja, eller kanske', no: 'Nej' }} />
      <Button>Ta ärendet</Button>
    </Form>
  );
}
