import { staffNames, staffPage } from '../../identity/index.ts';
import { Button, Buttons, Form, TextField, forbidden, formatDate, href, messageOf, none, redirect, route, staff, swedishDay, typedIn, type Answer, type FieldError, type RequestContext,
  type Route, type Staff } from '../../platform/index.ts';
import { keyFault } from '../model/archive-key.ts';
import { archiveKey, setArchiveKey } from '../store/archive-keys.ts';
import { z } from 'zod';

const path = '/handlaggning/administration/arkivet';
const administrators = staff('administrator');

const show = route({
  method: 'GET', path, access: administrators, audit: none('a public key, which says nothing of anyone'), query: z.object({ klart: z.enum(['sparad']).optional().catch(undefined) }).loose(),
  handle: (context) => keyPage(context, {}, [], context.query.klart !== undefined),
});

async function keyPage(context: RequestContext<Staff>, typed: Record<string, string>, errors: readonly FieldError[], done = false): Promise<Answer> {
  if (context.who.authorityId) return forbidden('wholeOrganisation');
  const now = await archiveKey(context.tx);
  const by = now && (await staffNames(context.tx, [now.setBy])).get(now.setBy);
  return staffPage(context, {
    title: 'Arkivets nyckel', crumbs: [{ label: 'Administration', href: href('/handlaggning/administration') }], errors, width: 'text', ...(done && { done: 'Nyckeln är sparad. Paket som hämtas från och med nu kan bara arkivet öppna.' }),
    children: (
      <>
        <p class="lead">Ärenden som lämnas till arkivet packas i en fil. Filen låses med arkivets publika nyckel när den hämtas. Bara arkivet kan öppna den, inte den som hämtar eller skickar den.</p>
        <p>Be arkivet göra ett nyckelpar med programmet age och ge dig den publika nyckeln. Kontrollera den med dem på ett annat sätt än det den kom, till exempel genom att läsa upp den i telefon.</p>
        {now && <p>Nyckeln som gäller nu slutar på <code>{now.recipient.slice(-8)}</code>. Den sattes {formatDate(swedishDay(now.setAt), 'sv')}{by && ` av ${by}`}.</p>}
        <Form action={href(path)} label="Arkivets publika nyckel">
          <TextField name="recipient" label="Arkivets publika nyckel" hint="Börjar på age1." value={typed['recipient'] ?? now?.recipient ?? ''} error={messageOf(errors, 'recipient')} />
          <Buttons><Button>Spara</Button></Buttons>
        </Form>
      </>
    ),
  });
}

const save = route({
  method: 'POST', path, access: administrators, audit: 'records.archiveKeySet',
  async handle(context) {
    const { tx, who, about } = context;
    if (who.authorityId) return forbidden('wholeOrganisation');
    const recipient = (typedIn(context.fields)['recipient'] ?? '').trim();
    const fault = keyFault(recipient);
    // What was typed is not shown again: it may be the secret one.
    if (fault) return keyPage(context, {}, [{ name: 'recipient', message: fault }]);
    await setArchiveKey(tx, recipient, who.staffId);
    about({ detail: { key: recipient.slice(-8) } });
    return redirect(`${path}?klart=sparad`);
  },
});

export const archiveKeyRoutes: readonly Route[] = [show, save];
