import type { Service } from '../../services/index.ts';
import type { ItemOutcome } from '../store/tables.ts';

/** Straight: public unless harm. Reverse: secret unless it is clear that there is no harm. Absolute: secret. None: no section applies. */
export type Burden = Service['secrecy']['test'] | 'none';

export interface TestWish {
  burden: Burden;
  outcome: ItemOutcome;
  section: string;
  note: string;
  reservation: string;
  /** how many parts are painted over */
  masks: number;
}

export type TestFault = 'sectionMissing' | 'harmMissing' | 'clearMissing' | 'groundMissing' | 'reservationMissing' | 'nothingMasked' | 'masksLeft';

/**
 * What is lacking before a test may be written down: who bears the burden decides what must be said (OSL 3 kap. 1 §; TF 2 kap. 15–16 §§).
 * Empty: it is complete.
 */
export function faultsIn({ burden, outcome, section, note, reservation, masks }: TestWish): TestFault[] {
  const holdsBack = outcome === 'refused' || outcome === 'masked' || outcome === 'reservation';
  const said = note.trim().length >= 10;
  return [
    ...(holdsBack && !/\d/.test(section) ? ['sectionMissing' as const] : []),
    // Under reverse and absolute secrecy the section itself holds back; under straight the harm must be told.
    ...(holdsBack && burden === 'straight' && !said ? ['harmMissing' as const] : []),
    ...(!holdsBack && burden === 'reverse' && !said ? ['clearMissing' as const] : []),
    ...(!holdsBack && burden === 'absolute' && !said ? ['groundMissing' as const] : []),
    ...(outcome === 'reservation' && reservation.trim().length < 10 ? ['reservationMissing' as const] : []),
    ...(outcome === 'masked' && masks === 0 ? ['nothingMasked' as const] : []),
    ...(outcome === 'released' && masks > 0 ? ['masksLeft' as const] : []),
  ];
}

/** How a request ends, from the outcomes of its documents. */
export function closedBy(outcomes: readonly (ItemOutcome | null)[]): 'released' | 'partly' | 'refused' | 'noRecord' {
  if (!outcomes.length) return 'noRecord';
  if (outcomes.every((one) => one === 'released')) return 'released';
  return outcomes.every((one) => one === 'refused' || one === null) ? 'refused' : 'partly';
}
