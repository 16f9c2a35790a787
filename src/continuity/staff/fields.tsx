import type { VNode } from 'preact';
import { z } from 'zod';
import { CheckboxGroup, Section, TextArea, TextField, allOf, languages, messageOf, typedIn, type FieldError, type Fields, type Language } from '../../platform/index.ts';
import type { Waitable } from '../../queue/index.ts';
import type { CrisisFacts, CrisisWords, InLanguages } from '../model.ts';
import { most, usualSpeed } from '../facts.ts';
import { staffText as t } from '../texts.ts';

/** What stands in the form: typed texts by field, and the services that are ticked. */
export interface Typed {
  text: Readonly<Record<string, string>>;
  first: readonly string[];
  paused: readonly string[];
  lanes: readonly string[];
}

export interface OfferedService { id: string; name: string }

/** What can be chosen in the form. */
export interface Offered {
  services: readonly OfferedService[];
  waitables: readonly Waitable[];
}

const parts = ['title', 'summary', 'text'] as const;

/** The form as it stands for what is known. */
export function typedOf({ name, words, first, paused, lanes, perMinute, pausedWhy }: CrisisFacts): Typed {
  const text: Record<string, string> = { name, perMinute: String(perMinute) };
  for (const language of languages) {
    for (const part of parts) text[`${part}.${language}`] = words[language]?.[part] ?? '';
    text[`pausedWhy.${language}`] = pausedWhy[language] ?? '';
  }
  return { text, first, paused, lanes };
}

/** Reads the form. Nothing typed is lost: with errors the form is shown again as it was sent. */
export function readForm(fields: Fields, { services, waitables }: Offered): { typed: Typed; errors: FieldError[]; facts: CrisisFacts } {
  const known = (name: string) => allOf(fields, name).filter((one) => services.some(({ id }) => id === one));
  const typed: Typed = { text: typedIn(fields), first: known('first'), paused: known('paused'), lanes: allOf(fields, 'lanes').filter((one) => waitables.some(({ guards }) => guards === one)) };
  const of = (name: string) => typed.text[name] ?? '';
  const errors: FieldError[] = [];
  const need = (name: string, key: keyof typeof most, required: boolean) => {
    const fits = z.string().min(required ? 1 : 0).max(most[key]).safeParse(of(name)).success;
    if (!fits) errors.push({ name, message: t(`error.${key}`) });
  };
  need('name', 'name', true);
  for (const language of languages) {
    const begun = parts.some((part) => of(`${part}.${language}`));
    for (const part of parts) need(`${part}.${language}`, part, language === 'sv');
    const missing = parts.find((part) => !of(`${part}.${language}`));
    if (language !== 'sv' && begun && missing) errors.push({ name: `${missing}.${language}`, message: t('error.half', { language: t(`language.${language}`).toLowerCase() }) });
  }
  for (const language of languages) need(`pausedWhy.${language}`, 'pausedWhy', language === 'sv' && typed.paused.length > 0);
  const both = services.find(({ id }) => typed.first.includes(id) && typed.paused.includes(id));
  if (both) errors.push({ name: 'paused', message: t('error.both', { name: both.name }) });
  const speed = Number(of('perMinute'));
  if (typed.lanes.length && !(Number.isInteger(speed) && speed >= 1 && speed <= 100_000)) errors.push({ name: 'perMinute', message: t('error.perMinute') });
  return { typed, errors, facts: factsOf(typed) };
}

function factsOf({ text, first, paused, lanes }: Typed): CrisisFacts {
  const wordsIn = (language: Language): CrisisWords => ({ title: text[`title.${language}`] ?? '', summary: text[`summary.${language}`] ?? '', text: text[`text.${language}`] ?? '' });
  return {
    name: text['name'] ?? '', first, paused, lanes, perMinute: lanes.length ? Number(text['perMinute']) : usualSpeed,
    words: written(wordsIn, ({ title }) => title !== ''),
    pausedWhy: written((language) => text[`pausedWhy.${language}`] ?? '', Boolean),
  };
}

/** What has been written in each language; the Swedish always stands, also when it is empty. */
function written<T>(of: (language: Language) => T, isWritten: (value: T) => boolean): InLanguages<T> {
  const others = languages.filter((language) => language !== 'sv').map((language) => [language, of(language)] as const).filter(([, value]) => isWritten(value));
  return { sv: of('sv'), ...Object.fromEntries(others) } as InLanguages<T>;
}

/** The fields of a plan and of a crisis: the same, so that what was written in peace is recognised when it matters. */
export function CrisisFields({ typed, errors, offered: { services, waitables } }: { typed: Typed; errors: readonly FieldError[]; offered: Offered }): VNode {
  const field = (name: string) => ({ name, value: typed.text[name], error: messageOf(errors, name) });
  const box = { choices: services.map(({ id, name }) => ({ value: id, label: name })) };
  return (
    <>
      <TextField {...field('name')} label={t('form.name')} hint={t('form.nameHint')} />
      {languages.map((language) => (
        <Section heading={t(`language.${language}`)} key={language}>
          {language !== 'sv' && <p class="hint">{t('form.otherLanguage', { language: t(`language.${language}`).toLowerCase() })}</p>}
          <TextField {...field(`title.${language}`)} label={t('form.title')} hint={t('form.titleHint')} optional={language !== 'sv'} />
          <TextArea {...field(`summary.${language}`)} label={t('form.summary')} hint={t('form.summaryHint')} rows={2} count={most.summary} optional={language !== 'sv'} />
          <TextArea {...field(`text.${language}`)} label={t('form.text')} hint={t('form.textHint')} rows={8} count={most.text} optional={language !== 'sv'} />
          <TextField {...field(`pausedWhy.${language}`)} label={t('form.pausedWhy')} hint={t('form.pausedWhyHint')} optional />
        </Section>
      ))}
      <Section heading={t('form.services')}>
        <CheckboxGroup name="first" label={t('form.first')} hint={t('form.firstHint')} {...box} values={typed.first} error={messageOf(errors, 'first')} optional />
        <CheckboxGroup name="paused" label={t('form.paused')} hint={t('form.pausedHint')} {...box} values={typed.paused} error={messageOf(errors, 'paused')} optional />
      </Section>
      {waitables.length > 0 && (
        <Section heading={t('form.lanesHeading')}>
          <CheckboxGroup name="lanes" label={t('form.lanes')} hint={t('form.lanesHint')} choices={waitables.map(({ guards, label }) => ({ value: guards, label }))} values={typed.lanes} optional />
          <TextField {...field('perMinute')} type="number" label={t('form.perMinute')} hint={t('form.perMinuteHint')} size={8} />
        </Section>
      )}
    </>
  );
}
