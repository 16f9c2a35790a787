import { swedishDay, type House, type Tx, type Uuid } from '../../../platform/index.ts';
import { findOrganisation } from '../../../organisation/index.ts';
import { notify, transport } from '../../../messages/index.ts';
import { versionById } from '../../../services/index.ts';
import { findCase } from '../../store/case/case-file.ts';
import { findOther, otherFacts } from '../../store/parties/other-parties.ts';
import { texts } from '../../resident/texts.ts';
import { issueCode } from './issue-code.ts';
import { otherRule } from './other-rule.ts';

/** Tells another party that they are asked, or reminds them: by a neutral notice to who signs in, otherwise by a link in a neutral e-mail. Letters staff send. */
export async function tellOther(house: House, tenant: Uuid, ids: { case: Uuid; other: Uuid }, occasion: 'invitation' | 'reminder' | 'decision'): Promise<void> {
  await house.db.system(tenant, 'notices', async (tx) => {
    const file = await findCase(tx, ids.case);
    const other = await findOther(tx, ids.other);
    if (!file || !other || other.withdrawnAt) return;
    if (other.personId) {
      await notify(tx, {
        personId: other.personId, kind: occasion, caseId: file.id, confidentiality: file.confidentiality,
        key: `${occasion}/${other.id}/${other.invitedAt?.getTime() ?? ''}`,
      });
      return;
    }
    const { email } = await otherFacts(tx, other.id);
    // Who was sent a letter has its code; a link would end it. A class that may not be told of by e-mail has no link.
    if (!email || other.documentId || file.confidentiality > 1) return;
    const issued = await issueCode(tx, file, { otherPartyId: other.id, purpose: 'answer' });
    const rule = otherRule(await versionById(tx, file.versionId), other.kind, 'sv');
    const words = { ...await senderWords(tx), link: await linkOf(house, tx, issued.link), number: file.number, until: other.dueDay ?? '', word: rule?.word ?? '' };
    await house.slots.all(transport).at(-1)!(house, {
      id: `${other.id}-${occasion}`, from: house.settings.mailFrom, to: email, language: 'sv',
      subject: texts('sv', `other.mail.${occasion}.subject`, words),
      text: [texts('sv', `other.mail.${occasion}.text`, words), words.link, texts('sv', 'other.mail.end', words)].join('\n\n'),
    });
    tx.audit({ event: 'cases.otherTold', dossierId: file.id, authorityId: file.authorityId, unitId: file.unitId, detail: { occasion, day: swedishDay(tx.now) } });
  });
}

async function senderWords(tx: Tx): Promise<{ organisation: string; phone: string }> {
  const organisation = (await findOrganisation(tx))!;
  return { organisation: organisation.name, phone: organisation.facts.contact.phone };
}

/** The whole address of a path, as somebody outside writes it. */
async function linkOf(house: House, tx: Tx, path: string): Promise<string> {
  const { publicAddress } = house.settings;
  const host = (await findOrganisation(tx))!.facts.hosts[0] ?? publicAddress.host;
  return `${publicAddress.protocol}//${host}${publicAddress.port && !host.includes(':') ? `:${publicAddress.port}` : ''}${path}`;
}
