import type { VNode } from 'preact';
import { Alert, Button, ErrorSummary, Form, KeyValue, Layout, Lead, RadioGroup, TextArea, TextField, formatDate, formatMoney, href, residentFrame, messageOf, type FieldError,
  type RequestContext } from '../../platform/index.ts';
import type { Fee } from '../store/fees.ts';
import { texts } from '../texts.ts';

interface Props {
  context: RequestContext;
  token: string;
  number: string;
  fee: Fee;
  /** whom to ring, and how to pay in advance */
  authority: { name: string; phone: string };
  invoice: boolean;
  typed?: Readonly<Record<string, string>>;
  errors?: readonly FieldError[];
}

/** What copies cost, told before anything is handed out, and how whoever asks wants to go on. */
export function FeePage({ context, token, number, fee, authority, invoice, typed = {}, errors = [] }: Props): VNode {
  const { language } = context;
  const t = (key: string, params = {}) => texts(language, `fee.${key}`, params);
  const field = (name: string) => ({ name, label: t(name), value: typed[name], error: messageOf(errors, name) });
  return (
    <Layout {...residentFrame(context)} title={t('title')} hasErrors={errors.length > 0} noIndex>
      <ErrorSummary errors={errors} />
      <h1>{t('title')}</h1>
      <Lead>{t('lead', { amount: formatMoney(fee.amountOre), pages: fee.pages })}</Lead>
      <KeyValue items={[
        { key: t('request'), value: number }, { key: t('authority'), value: authority.name }, { key: t('pages'), value: String(fee.pages) },
        { key: t('amount'), value: formatMoney(fee.amountOre) }, { key: t('tariff'), value: formatDate(fee.tariffFrom, language) },
      ]} />
      <p>{t('why')}</p>
      {fee.answer ? <Alert kind="success" live><p>{t(`done-${fee.answer}`, { phone: authority.phone })}</p></Alert> : (
        <Form action={href(`/diarium/avgift/${token}`)}>
          <RadioGroup {...field('answer')} choices={[
            ...(invoice ? [{ value: 'invoice', label: t('invoice'), hint: t('invoiceHint'), reveal: <>
              <TextField {...field('name')} autocomplete="name" />
              <TextArea {...field('address')} rows={3} />
              <TextField {...field('payerNumber')} hint={t('payerNumberHint')} size={16} optional />
            </> }] : []),
            { value: 'advance', label: t('advance'), hint: t('advanceHint', { phone: authority.phone }) },
            { value: 'read', label: t('read'), hint: t('readHint') },
            { value: 'withdrawn', label: t('withdrawn') },
          ]} />
          <Button>{t('send')}</Button>
        </Form>
      )}
    </Layout>
  );
}
