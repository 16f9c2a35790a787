import { z } from 'zod';
import { findOrganisation } from '../../organisation/index.ts';
import { withinAuthority } from '../../identity/index.ts';
import { Button, Form, NumberField, RadioGroup, TextField, href, none, redirect, route, type Answer, type FieldError, type RequestContext, type Staff, type Uuid } from '../../platform/index.ts';
import { bankgiroNumber } from '../model/account.ts';
import { paySettings, savePaySettings, type PaySettings } from '../store/settings.ts';
import { base, payPage, payers } from './frame.tsx';

const path = `${base}/installningar`;
const query = z.object({ klart: z.enum(['ja']).optional().catch(undefined) });

const show = route({
  method: 'GET', path, access: payers, audit: none('how the authority pays: nobody is named'), query,
  handle: (context) => withinAuthority(context, async (authorityId) => settingsPage(context, await paySettings(context.tx, authorityId), [], context.query.klart)),
});

async function settingsPage(context: RequestContext<Staff>, { attest, leadDays, debtor }: PaySettings, errors: readonly FieldError[], klart?: string): Promise<Answer> {
  const error = (name: string) => errors.find((one) => one.name === name)?.message;
  const name = debtor.name || ((await findOrganisation(context.tx))?.name ?? '');
  return payPage(context, { title: 'Inställningar för utbetalningar', tab: '/installningar', errors, width: 'text', done: klart && 'Inställningarna är sparade.', children: (
    <Form action={href(path)}>
      <RadioGroup name="attest" label="Vem attesterar?" value={attest} error={error('attest')} choices={[
        { value: 'other', label: 'Någon annan än den som har beslutat', hint: 'Två personer ser varje utbetalning innan den går till banken.' },
        { value: 'none', label: 'Ingen särskild attest', hint: 'Beslutet räcker. Välj det bara om nämnden har beslutat så.' },
      ]} />
      <NumberField name="leadDays" label="Hur många arbetsdagar efter beslutet ska pengarna betalas ut?" value={String(leadDays)} error={error('leadDays')} />
      <TextField name="debtorName" label="Avsändare" hint="Namnet som mottagaren ser." value={name} error={error('debtorName')} />
      <TextField name="debtorNumber" label="Organisationsnummer" value={debtor.organisationNumber} size={16} error={error('debtorNumber')} />
      <TextField name="bankgiro" label="Bankgiro som pengarna betalas från" value={debtor.bankgiro} size={16} error={error('bankgiro')} />
      <Button>Spara</Button>
    </Form>
  ) });
}

const save = route({
  method: 'POST', path, access: payers, audit: 'payments.settingsChanged',
  handle: (context) => withinAuthority(context, async (authorityId: Uuid) => {
    const one = (name: string) => String(context.fields[name] ?? '').trim();
    const settings: PaySettings = {
      attest: one('attest') === 'none' ? 'none' : 'other', leadDays: Number(one('leadDays')),
      debtor: { name: one('debtorName').slice(0, 70), organisationNumber: one('debtorNumber'), bankgiro: one('bankgiro') },
    };
    const errors = faultsOf(settings, one('leadDays'));
    if (errors.length) return settingsPage(context, settings, errors);
    const digits = bankgiroNumber(settings.debtor.bankgiro)!;
    await savePaySettings(context.tx, authorityId, { ...settings, debtor: { ...settings.debtor, bankgiro: `${digits.slice(0, -4)}-${digits.slice(-4)}` } }, context.who.staffId);
    context.about({ authorityId, detail: { attest: settings.attest, leadDays: settings.leadDays } });
    return redirect(href(path, { klart: 'ja' }));
  }),
});

function faultsOf({ leadDays, debtor }: PaySettings, typed: string): FieldError[] {
  const wrong = (name: string, message: string, fine: boolean): FieldError[] => (fine ? [] : [{ name, message }]);
  return [
    ...wrong('leadDays', 'Skriv ett antal dagar, från 0 till 30.', /^\d{1,2}$/.test(typed) && leadDays <= 30),
    ...wrong('debtorName', 'Skriv vem som betalar.', debtor.name !== ''),
    ...wrong('debtorNumber', 'Skriv organisationsnumret med tio siffror, till exempel 212000-0000.', /^\d{6}-?\d{4}$/.test(debtor.organisationNumber)),
    ...wrong('bankgiro', 'Bankgironumret stämmer inte. Kontrollera siffrorna.', bankgiroNumber(debtor.bankgiro) !== undefined),
  ];
}

export const settingRoutes = [show, save];
