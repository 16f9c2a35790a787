import type { VNode } from 'preact';
import { Alert, Button, Card, Form, Layout, Link, LinkButton, PageHeading, formatDate, href, residentFrame, type RequestContext, type Resident, type Uuid } from '../../platform/index.ts';
import { draftKeptDays } from '../drafts.ts';
import { texts } from '../texts.ts';

interface Props {
  context: RequestContext<Resident>;
  path: string;
  name: string;
  notes: readonly string[];
  underWay: readonly { id: Uuid; savedAt: Date }[];
  /** answers given before the sign-in come along */
  carried: boolean;
}

/** Before an application is begun: for whom, what to mind, and what is already under way. */
export function BeginPage({ context, path, name, notes, underWay, carried }: Props): VNode {
  const { language, display } = context;
  const t = (key: string, params = {}) => texts(language, `begin.${key}`, params);
  return (
    <Layout {...residentFrame(context)} title={`${t('title')} – ${name}`} back={href(`/tjanster/${path}`)}>
      <PageHeading above={name}>{t('title')}</PageHeading>
      {underWay.map(({ id, savedAt }) => (
        <Card key={id} level={2} heading={t('underWay')}>
          <p>{t('savedAt', { date: formatDate(savedAt, language) })}</p>
          <p><LinkButton href={href(`/ansokan/${id}`)}>{t('continue')}</LinkButton></p>
        </Card>
      ))}
      <p class="lead">{t('for')} <strong>{display?.actingFor ?? t('self')}</strong>.</p>
      <p><Link href={href('/mina-sidor/ombud')}>{t('change')}</Link></p>
      {notes.length > 0 && (
        <Alert kind="warning" heading={t('notes')}>{notes.map((note) => <p key={note}>{note}</p>)}</Alert>
      )}
      {carried && <Alert kind="success"><p>{texts(language, 'triage.carried')}</p></Alert>}
      <p>{t('kept', { days: draftKeptDays })}</p>
      <Form action={href(`/tjanster/${path}/borja`)}>
        <Button kind={underWay.length ? 'secondary' : 'primary'} icon="arrowRight" iconAfter>{t(underWay.length ? 'new' : 'start')}</Button>
      </Form>
    </Layout>
  );
}
