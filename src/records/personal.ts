import type { PersonData, Retention } from '../platform/index.ts';
import { forgetPackages } from './actions/forget-packages.ts';
import { forgetOldRequests } from './actions/forget-requests.ts';

export const personData: PersonData = {
  columns: [
    'records.mark.marked_by', 'records.request.content_cipher', 'records.request_item.content_cipher', 'records.request_item.test_cipher', 'records.request_item.tested_by',
    'records.mask.masked_by', 'records.refusal.decided_by', 'records.step.note_cipher', 'records.handout.token_hash', 'records.fee.payer_cipher', 'records.fee.told_by', 'records.fee.answered_by', 'records.fee.paid_by', 'records.archive_key.set_by', 'records.export.made_by', 'records.export.received_by',
  ],
  // Nothing leads from a person to what they asked for: one need not say who one is (TF 2 kap. 18 §).
  async export() {
    return {};
  },
  async erase() {
    return { erased: 0, kept: [] };
  },
};

const withRequest = 'by what the authority has decided, counted from when the request was answered; a refusal as long as decisions are kept; without a decision it is kept';

export const retention: Retention = {
  tables: {
    'records.mark': 'with the case', 'records.request': withRequest, 'records.request_item': `${withRequest}, or with the case`, 'records.mask': `${withRequest}, or with the case`,
    'records.step': withRequest, 'records.handout': withRequest, 'records.fee': withRequest, 'records.refusal': withRequest, 'records.number_series': 'kept: says only which numbers have been used',
    'records.archive_key': 'kept: says with what packages were sealed; a public key',
    'records.export': 'kept: the proof of what was handed to the archive; the package itself goes 90 days after the archive has received it',
  },
  async run(tx) {
    return { destroyed: await forgetOldRequests(tx) + await forgetPackages(tx) };
  },
};
