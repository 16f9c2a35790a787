import type { View } from '../../model/officers/list-views.ts';

export const phraseUses = ['completion', 'hearing', 'decision', 'message'] as const;
export type PhraseUse = (typeof phraseUses)[number];

export interface PhraseRow {
  tenant_id: string; id: string; authority_id: string; unit_id: string | null; service: string | null; title: string; uses: PhraseUse[]; text: string;
  changed_by: string; changed_at: Date;
}

export interface SavedViewRow {
  tenant_id: string; id: string; authority_id: string; unit_id: string | null; made_by: string; name: string; list: View; service: string | null;
  urgent: boolean; falling: boolean | null; made_at: Date;
}

export interface OfficerTables {
  'cases.phrase': PhraseRow;
  'cases.saved_view': SavedViewRow;
  'cases.first_view': { tenant_id: string; authority_id: string; staff_id: string; view_id: string };
}
