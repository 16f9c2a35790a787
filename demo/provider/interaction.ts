import type { IncomingMessage, ServerResponse } from 'node:http';
import type Provider from 'oidc-provider';
import { demoPeople, demoPerson } from '../people.ts';
import type { DemoLevel, DemoPerson } from '../people.ts';
import { renderChoice, renderProblem, renderSigning } from './pages.tsx';
import { personBySubject, reachable, subjectOf } from './person.ts';
import { acrOf } from './profile.ts';
import { askedIn } from './request.ts';
import type { Asked } from './request.ts';
import { sendPage } from './respond.ts';
import type { Signer } from './signing.ts';

type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>;

/** What the pages of one provider need. */
export interface Interactions {
  provider: Provider;
  signer: Signer;
  keepSignature(grantId: string, signature: string): void;
  /** Origins that a sign-in may return to. */
  formTargets: readonly string[];
}

/** Answers `GET` and `POST` on the page of one legitimation. */
export async function interact(interactions: Interactions, req: IncomingMessage, res: ServerResponse): Promise<void> {
  let interaction: Interaction;
  try {
    interaction = await interactions.provider.interactionDetails(req, res);
  } catch {
    // No cookie for it, too old, or finished in another tab: the same to the one who meets it.
    return sendPage(res, 400, renderProblem('session_not_found'));
  }
  const asked = askedIn(interaction.params);
  const step = { ...interactions, interaction, asked, req, res };
  const form = req.method === 'POST' ? await readForm(req) : undefined;
  if (form?.get('action') === 'cancel') return refuse(step, 'access_denied', 'the person cancelled');
  return interaction.prompt.name === 'login' ? signIn(step, form) : consent(step, form);
}

interface Step extends Interactions {
  interaction: Interaction;
  asked: Asked;
  req: IncomingMessage;
  res: ServerResponse;
}

async function signIn(step: Step, form: URLSearchParams | undefined): Promise<void> {
  const { asked } = step;
  if (form) {
    const [alias = '', level] = (form.get('person') ?? '').split(' ');
    const person = demoPerson(alias);
    if (!person) return sendPage(step.res, 400, renderProblem('invalid_request'));
    return identify(step, person, level);
  }
  // A hint signs in at once. A signature bound to a known person goes straight to its text, as an e-ID app would.
  const hinted = asked.loginHint === undefined ? undefined : demoPerson(asked.loginHint);
  const bound = asked.signature ? demoPeople.filter((person) => fits(person, asked)) : [];
  const known = hinted ?? (bound.length === 1 ? bound[0] : undefined);
  if (known) return identify(step, known);
  sendPage(step.res, 200, renderChoice({
    people: demoPeople.filter((person) => fits(person, asked))
      .map((person) => ({ person, levels: reachable(person, asked.acrs) })),
    staffFirst: asked.forStaff,
    message: asked.message,
    signing: asked.signature !== undefined,
  }), step.formTargets);
}

async function identify(step: Step, person: DemoPerson, wanted?: string): Promise<void> {
  const { asked, provider, req, res } = step;
  if (!fits(person, asked)) return refuse(step, 'login_required', 'the request is bound to another person');
  const levels = reachable(person, asked.acrs);
  const level: DemoLevel | undefined = levels.find((one) => one === wanted) ?? levels[0];
  if (level === undefined) {
    return refuse(step, 'unmet_authentication_requirements', 'the e-ID does not reach the level asked for');
  }
  const next = await provider.interactionResult(req, res, {
    login: { accountId: subjectOf(person), acr: acrOf[level], remember: !asked.signature },
  }, { mergeWithLastSubmission: false });
  // Not earlier: oidc-provider takes no result for a session that has become another's.
  await forgetOthers(step, subjectOf(person));
  res.writeHead(303, { 'Location': next, 'Cache-Control': 'no-store' }).end();
}

async function consent(step: Step, form: URLSearchParams | undefined): Promise<void> {
  const { asked, interaction, provider, req, res } = step;
  const person = personBySubject(interaction.session?.accountId ?? '');
  const acr = interaction.session?.acr;
  if (!person || acr === undefined) return refuse(step, 'login_required', 'nobody is signed in');
  // prompt=consent without a signature: the service's requests are agreed in advance, there is nothing to ask about.
  if (!asked.signature) return provider.interactionFinished(req, res, { consent: {} });
  if (!fits(person, asked)) return refuse(step, 'login_required', 'the request is bound to another person');
  if (form?.get('action') !== 'sign') {
    const client = await provider.Client.find(asked.clientId);
    const asker = client?.clientName ?? asked.clientId;
    return sendPage(res, 200, renderSigning({ person, text: asked.signature.message, asker }), step.formTargets);
  }
  const grant = new provider.Grant({ accountId: subjectOf(person), clientId: asked.clientId });
  const grantId = await grant.save();
  step.keepSignature(grantId, await step.signer.sign({
    person, acr, ...asked.signature, transaction: grantId, clientId: asked.clientId,
  }));
  await provider.interactionFinished(req, res, { consent: { grantId } });
}

/** Whether a person is the one that the request is bound to, if it is bound. */
function fits(person: DemoPerson, asked: Asked): boolean {
  return (asked.subject === undefined || asked.subject === subjectOf(person))
    && (asked.personalIdentityNumber === undefined || asked.personalIdentityNumber === person.personalIdentityNumber);
}

/**
 * Lets go of whoever was signed in before. Otherwise oidc-provider puts a sign-out page in between that needs a script.
 */
async function forgetOthers({ interaction, provider }: Step, subject: string): Promise<void> {
  if (interaction.session === undefined || interaction.session.accountId === subject) return;
  const session = await provider.Session.findByUid(interaction.session.uid);
  if (!session) return;
  session.accountId = undefined;
  session.authorizations = undefined;
  await session.persist();
}

async function refuse({ provider, req, res }: Step, error: string, description: string): Promise<void> {
  const result = { error, error_description: description };
  await provider.interactionFinished(req, res, result, { mergeWithLastSubmission: false });
}

/** Reads a small form; more than 4 kB is no form of ours. */
async function readForm(req: IncomingMessage): Promise<URLSearchParams> {
  let text = '';
  for await (const chunk of req) {
    text += String(chunk);
    if (text.length > 4096) throw new Error('form too large');
  }
  return new URLSearchParams(text);
}
