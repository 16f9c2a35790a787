import { anyone, few, json, none, notFound, route, type Route } from '../platform/index.ts';
import { takeSmsReport } from './channels/sms-report.ts';
import { takeLaboratoryAnswers } from './actions/take-laboratory-answers.ts';
import { takeStatus } from './actions/take-status.ts';
import { publicKeys } from './store/signing-keys.ts';

/** The keys that packages are signed with, as a JWK Set (RFC 7517). */
const keys = route({
  method: 'GET', path: '/api/overlamning/nycklar', access: anyone('public halves of signing keys'), audit: none('public reading'),
  handle: async ({ house, tenant }) => json({ keys: await house.db.system(tenant.id, 'exchange', publicKeys) }),
});

/** What a receiver says about a package. See docs/exchange.md. */
const status = route({
  method: 'POST', path: '/api/overlamning/:receiver/status', access: anyone('another system: its signature is checked over the bytes'),
  audit: none('takeStatus writes exchange.statusTaken once the signature is right'), takesJson: true, crossSite: 'other systems post here; each message is signed',
  async handle({ house, tenant, params, raw, headers }) {
    if (!raw) return json({ error: 'application/json expected' }, 415);
    const taken = await house.db.system(tenant.id, 'exchange', (tx) => takeStatus(tx, params.receiver, raw, headers));
    return taken.ok ? json({ taken: true, repeated: taken.repeated }) : json({ error: taken.reason }, taken.status);
  },
});

/** A laboratory sends what it has every few minutes; whoever guesses a secret would need more. */
const withinReason = few({ what: 'laboratory', most: 1_200 });

/** Answers from a laboratory's own system. See docs/laboratorier.md. */
const answers = route({
  method: 'POST', path: '/api/provsvar/:laboratory', urgency: 'critical', access: anyone('another system: its signature is checked over the bytes'),
  audit: none('takeAnswers writes booking.answersRead, and a refusal exchange.answersRefused, once the signature is right'), takesJson: true, crossSite: 'other systems post here; each message is signed',
  async handle(context) {
    const { house, tenant, params, raw, headers } = context;
    if (!await withinReason(context)) return json({ error: 'tooMany' }, 429);
    if (!raw) return json({ error: 'application/json expected' }, 415);
    const answered = await house.db.system(tenant.id, 'exchange', (tx) => takeLaboratoryAnswers(tx, params.laboratory, raw, headers));
    return json(answered.body, answered.status);
  },
});

/** What a provider of text messages says became of one. The address is the proof: see channels/sms-report.ts. */
const smsReport = route({
  method: 'POST', path: '/api/sms/:receipt', access: anyone('a provider: the address holds a hash that only the organisation can make'),
  audit: none('takeReport writes messages.noticeReported when something was said'), crossSite: 'the provider posts here; the address is its proof',
  async handle({ house, tenant, params, fields }) {
    const taken = await house.db.system(tenant.id, 'exchange', (tx) => takeSmsReport(tx, params.receipt, String(fields['status'] ?? '')));
    return taken ? json({ taken: true }) : notFound();
  },
});

export const apiRoutes: readonly Route[] = [keys, status, answers, smsReport];
