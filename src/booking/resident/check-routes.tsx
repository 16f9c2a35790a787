import { Alert, Button, Form, KeyValue, Lead, LinkButton, PageHeading, Section, TextField, anyone, few, formatDate, href, none, route, textOf, type Answer, type RequestContext } from '../../platform/index.ts';
import { checkCertificate, checkPath, type CertificateChecked } from '../actions/certificate.ts';
import { readCode } from '../model/codes.ts';
import { texts } from '../texts.ts';
import { timesPage } from './frame.tsx';

const asks = anyone('whoever is shown a certificate may ask whether it holds: they have its code, and are told what the paper says');

/** A doorkeeper checks some an hour; whoever tries codes at random needs more than there are years. */
const within = few({ what: 'certificate', most: 120 });

const form = route({
  method: 'GET', path: checkPath, access: asks, audit: none('an empty form'),
  handle: (context) => formPage(context),
});

function formPage(context: RequestContext, typed = '', error?: string): Promise<Answer> {
  const t = (key: string) => texts(context.language, `check.${key}`);
  return timesPage(context, undefined, {
    title: t('title'), hasErrors: error !== undefined,
    children: (
      <>
        <PageHeading>{t('title')}</PageHeading>
        <Lead>{t('lead')}</Lead>
        <Form action={href(checkPath)}><TextField name="kod" label={t('code')} hint={t('hint')} value={typed} size={24} error={error} /><Button>{t('button')}</Button></Form>
      </>
    ),
  });
}

const check = route({
  method: 'POST', path: checkPath, access: asks, audit: 'booking.certificateChecked',
  async handle(context) {
    const { house, tenant, language, fields } = context;
    const t = (key: string) => texts(language, `check.${key}`);
    const typed = textOf(fields, 'kod', 60);
    const code = readCode(typed);
    if (code.length !== 16) return formPage(context, typed, t('wrong'));
    if (!await within(context)) return timesPage(context, undefined, { title: t('title'), status: 429, children: <><PageHeading>{t('title')}</PageHeading><p>{t('tooMany')}</p></> });
    const checked = await house.db.system(tenant.id, 'booking', (tx) => checkCertificate(tx, code, language));
    // Whose it is may see that somebody has asked.
    context.about({ detail: { holds: checked.holds }, ...('bookingId' in checked && { dossierId: checked.bookingId }), ...('personId' in checked && { subjectId: checked.personId, authorityId: checked.authorityId }) });
    return answerPage(context, checked);
  },
});

function answerPage(context: RequestContext, checked: CertificateChecked): Promise<Answer> {
  const { language } = context;
  const t = (key: string) => texts(language, `check.${key}`);
  return timesPage(context, undefined, {
    title: t(checked.holds),
    children: (
      <>
        <PageHeading above={t('title')}>{t(checked.holds)}</PageHeading>
        <Alert kind={checked.holds === 'yes' ? 'success' : checked.holds === 'no' ? 'danger' : 'warning'} live><p>{t(`${checked.holds}Text`)}</p></Alert>
        {checked.holds === 'yes' && (
          <>
            <KeyValue items={[
              { key: t('service'), value: `${checked.title}, ${checked.service}` }, { key: t('holder'), value: checked.holder || t('covered') }, { key: t('first'), value: formatDate(checked.issued, language) },
            ]} />
            {checked.parts.map(({ kind, rows }) => <Section key={kind} heading={kind}><KeyValue items={rows.map(([key, value]) => ({ key, value }))} /></Section>)}
            <p>{t('legit')}</p>
          </>
        )}
        <p><LinkButton kind="secondary" href={href(checkPath)}>{t('again')}</LinkButton></p>
      </>
    ),
  });
}

export const checkRoutes = [form, check];
