import type { VNode } from 'preact';
import { Button, ErrorSummary, Form, Layout, TextField, href, residentFrame, type RequestContext } from '../../platform/index.ts';
import { texts } from '../texts.ts';

/** Where a coming member of staff uses the code they were given. */
export function InvitationPage({ context, missing = false }: { context: RequestContext; missing?: boolean }): VNode {
  const t = (key: string) => texts(context.language, `invitation.${key}`);
  const error = missing ? t('missing') : undefined;
  return (
    <Layout {...residentFrame(context)} title={t('title')} hasErrors={missing}>
      <ErrorSummary errors={error ? [{ name: 'kod', message: error }] : []} />
      <h1>{t('title')}</h1>
      <p class="lead">{t('lead')}</p>
      <Form action={href('/handlaggning/inbjudan')}>
        <TextField name="kod" label={t('code')} error={error} size={14} spellcheck={false} />
        <Button>{t('button')}</Button>
      </Form>
    </Layout>
  );
}
