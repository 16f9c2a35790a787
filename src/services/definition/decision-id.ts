import type { Service } from './schema/service.ts';

/** The name of a decision within its service: its id, or its type when it has none. */
export function decisionId(decision: Service['decisions'][number]): string {
  return ('id' in decision ? decision.id : undefined) ?? decision.type;
}
