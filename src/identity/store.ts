import { tables, type StaffRole } from '../platform/index.ts';

interface Tables {
  'identity.person': {
    tenant_id: string; id: string; key_id: string; number_hash: Buffer | null; facts_cipher: Buffer;
    protected: boolean; created_at: Date; checked_at: Date | null;
  };
  'identity.known_to': { tenant_id: string; authority_id: string; person_id: string; since: Date };
  'identity.proxy': {
    tenant_id: string; id: string; person_id: string; agent_id: string; ground: ProxyGround; services: string[];
    from_day: string; until_day: string | null; key_id: string; evidence_cipher: Buffer | null; registered_by: string | null;
    registered_at: Date; ended_at: Date | null; ended_reason: string | null;
  };
  'identity.staff_member': {
    tenant_id: string; id: string; name: string; title: string; number_hash: Buffer | null;
    number_cipher: Buffer | null; key_id: string | null; organisational_id: string | null; added_at: Date; ended_at: Date | null;
  };
  'identity.assignment': {
    tenant_id: string; id: string; staff_id: string; authority_id: string | null; unit_id: string | null; role: StaffRole;
    from_at: Date; until_at: Date | null;
  };
  'identity.invitation': {
    tenant_id: string; id: string; code_hash: Buffer; name: string; authority_id: string | null; role: StaffRole;
    expires_at: Date; used_at: Date | null;
  };
  'identity.session': {
    tenant_id: string; id: string; token_hash: Buffer; realm: 'resident' | 'staff'; person_id: string | null; staff_id: string | null;
    authority_id: string | null; acting_for: string | null; proxy_id: string | null; ground: ProxyGround | null; level: number;
    proven_at: Date; started_at: Date; seen_at: Date; ends_at: Date; ended_at: Date | null; sealed: Buffer;
  };
  'identity.pending': { tenant_id: string; token_hash: Buffer; kind: 'signIn' | 'signing'; sealed: Buffer; expires_at: Date };
}

export type ProxyGround = 'guardian' | 'trustee' | 'administrator' | 'powerOfAttorney';

/** The builder over this room's tables; used by the actions of the room. */
export const q = tables<Tables>();
