import type { VNode } from 'preact';
import { lookUp, makeKnown, meetPerson, registerOf } from '../identity/index.ts';
import { TextField, type FieldError, type RequestContext, type Staff, type Uuid } from '../platform/index.ts';
import { staffTexts } from './texts.ts';

/** What staff write about the person that an entry is for. */
export interface Identified {
  number?: string;
  givenName?: string;
  familyName?: string;
}

const t = (key: string) => staffTexts('sv', key);

/** Without a population register the name is what staff have been told or shown. */
export async function hasRegister({ house, tenant }: Pick<RequestContext, 'house' | 'tenant'>): Promise<boolean> {
  return await registerOf(house, tenant.id) !== undefined;
}

/** Number, and name where no register knows it. */
export function PersonFields({ registered, typed, errors }: { registered: boolean; typed: Identified; errors: readonly FieldError[] }): VNode {
  const error = (name: string) => errors.find((one) => one.name === name)?.message;
  return (
    <>
      <TextField name="number" label={t('number')} hint={`${t('numberHint')} ${t('numberOptional')}`} value={typed.number} error={error('number')} type="personalNumber" size={14} />
      {!registered && (
        <>
          <TextField name="givenName" label={t('givenName')} value={typed.givenName} error={error('givenName')} />
          <TextField name="familyName" label={t('familyName')} value={typed.familyName} error={error('familyName')} />
        </>
      )}
    </>
  );
}

/** What is missing of what staff must write to say who it is. */
export async function personFaults(context: Pick<RequestContext, 'house' | 'tenant'>, typed: Identified): Promise<FieldError[]> {
  const registered = await hasRegister(context);
  return [
    ...(/^\d{12}$/.test((typed.number ?? '').replaceAll(/[\s-]/g, '')) ? [] : [{ name: 'number', message: t('numberMissing') }]),
    ...(registered ? [] : (['givenName', 'familyName'] as const).filter((name) => !(typed[name] ?? '').trim()).map((name) => ({ name, message: t(`${name}Missing`) }))),
  ];
}

/**
 * Finds or makes the person an entry is for, known from now on to the authority. Nobody, where the service allows that and nothing was
 * written.
 */
export async function identify(
  context: RequestContext<Staff>, typed: Identified, { authorityId, optional }: { authorityId: Uuid; optional: boolean },
): Promise<{ ok: true; id: Uuid | undefined } | { ok: false; errors: FieldError[] }> {
  const { tx, house, tenant } = context;
  const number = (typed.number ?? '').replaceAll(/[\s-]/g, '');
  const said = { givenName: (typed.givenName ?? '').trim(), familyName: (typed.familyName ?? '').trim() };
  if (optional && !number && !said.givenName && !said.familyName) return { ok: true, id: undefined };
  const errors = await personFaults(context, typed);
  if (errors.length) return { ok: false, errors };
  const entry = await lookUp(house, tenant.id, number);
  if (!entry && await hasRegister(context)) return { ok: false, errors: [{ name: 'number', message: t('numberUnknown') }] };
  const { givenName, familyName } = entry ?? said;
  const person = await meetPerson(house, tenant.id, { number, givenName, familyName }, 'entry');
  await makeKnown(tx, authorityId, person.id);
  return { ok: true, id: person.id };
}
