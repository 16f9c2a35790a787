import type { VNode } from 'preact';
import { Alert, Button, Checkbox, ErrorSummary, Form, Lead, LinkButton, PageHeading, RadioGroup, Select, TextArea, TextField, href, type FieldError, type Fields, type Href,
  type Language } from '../../platform/index.ts';
import { texts } from '../texts.ts';
import { copyDays, type CallbackWish } from './store.ts';

/** What a form to be called holds, as typed. */
export interface CallbackTyped {
  name: string;
  phone: string;
  when: string;
  about: string;
  consent: boolean;
  unit: string;
}

const emptyTyped: CallbackTyped = { name: '', phone: '', when: 'any', about: '', consent: false, unit: '' };

export const callbackStart = (known: { name?: string; phone?: string } = {}): CallbackTyped => ({ ...emptyTyped, name: known.name ?? '', phone: known.phone ?? '' });

/** Reads a posted form to be called. */
export function readCallback(fields: Fields, language: Language, from: string): { typed: CallbackTyped; wish: CallbackWish; errors: FieldError[] } {
  const said = (name: string, most: number) => [fields[name] ?? ''].flat().at(-1)!.trim().slice(0, most);
  const typed = { name: said('namn', 120), phone: said('telefon', 40), when: said('nar', 20), about: said('om', 1_000), consent: said('far-se', 1) === '1', unit: said('enhet', 60) };
  const when = typed.when === 'morning' || typed.when === 'afternoon' ? typed.when : 'any';
  const errors = [
    ...(typed.name ? [] : [{ name: 'namn', message: texts(language, 'callback.nameMissing') }]),
    ...(/^\+?[\d\s()-]{6,30}$/.test(typed.phone) && typed.phone.replaceAll(/\D/g, '').length >= 7 ? [] : [{ name: 'telefon', message: texts(language, 'callback.phoneMissing') }]),
  ];
  return { typed, errors, wish: { name: typed.name, phone: typed.phone, when, about: typed.about, from } };
}

interface Props {
  language: Language;
  action: Href;
  typed: CallbackTyped;
  errors: readonly FieldError[];
  /** "vardagar 8–16": when somebody calls */
  hours: string;
  who: string;
  /** offers to let whoever calls see what has been filled in */
  copy?: boolean;
  units?: readonly { value: string; label: string }[];
}

/** The form to be called, and what happens then. */
export function CallbackForm({ language, action, typed, errors, hours, who, copy = false, units }: Props): VNode {
  const t = (key: string, params = {}) => texts(language, `callback.${key}`, params);
  const error = (name: string) => errors.find((one) => one.name === name)?.message;
  return (
    <>
      <ErrorSummary errors={errors} />
      <PageHeading>{t('title')}</PageHeading>
      <Lead>{hours ? t('lead', { who, hours }) : t('leadNoHours')}</Lead>
      <Form action={action}>
        {units && <Select name="enhet" label={t('unit')} value={typed.unit} options={[...units]} error={error('enhet')} />}
        <TextField name="namn" label={t('name')} value={typed.name} error={error('namn')} autocomplete="name" />
        <TextField name="telefon" label={t('phone')} value={typed.phone} error={error('telefon')} type="tel" autocomplete="tel" size={20} />
        <RadioGroup name="nar" label={t('when')} value={typed.when} choices={(['any', 'morning', 'afternoon'] as const).map((value) => ({ value, label: t(value) }))} />
        <TextArea name="om" label={t('about')} hint={t('aboutHint')} optional rows={3} value={typed.about} />
        {copy && <Checkbox name="far-se" value="1" label={t('consent')} hint={t('consentHint', { days: copyDays })} checked={typed.consent} />}
        <Button icon="phone">{t('ask')}</Button>
      </Form>
    </>
  );
}

/** That somebody will call, and how many are called before: a number that is true, and no time that may not be. */
export function CallbackThanks({ language, hours, phone, before, back }: { language: Language; hours: string; phone: string; before: number; back: Href }): VNode {
  const t = (key: string, params = {}) => texts(language, `callback.${key}`, params);
  return (
    <>
      <PageHeading>{t('thanks')}</PageHeading>
      <Alert kind="success" live><p>{hours ? t('thanksText', { hours, phone }) : t('thanksNoHours')}</p></Alert>
      <p>{before > 1 ? t('before', { count: before }) : t(before ? 'beforeOne' : 'beforeNone')}</p>
      <p>{t('tries')}</p>
      <p><LinkButton kind="secondary" href={back}>{t('back')}</LinkButton></p>
    </>
  );
}

export const generalPath = href('/ring-mig');
