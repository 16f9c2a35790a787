/** Where an order to pay stands. `held`: something must be filled in first. `rejected`: the bank has sent it back. */
export const orderStates = ['held', 'made', 'attested', 'exported', 'paid', 'rejected', 'stopped'] as const;
export type OrderState = (typeof orderStates)[number];

/**
 * What may follow on what. An exported order is never stopped here: it lies with the bank, which answers for it. What was paid
 * may come back, when the receiver's bank finds no account. What was on its way to an address is held when the address becomes protected. A rejected or stopped order stays so; paying again is a new order.
 */
const after: Readonly<Record<OrderState, readonly OrderState[]>> = {
  held: ['made', 'stopped'],
  made: ['attested', 'stopped', 'held'],
  attested: ['exported', 'made', 'stopped', 'held'],
  exported: ['paid', 'rejected'],
  paid: ['rejected'],
  rejected: [],
  stopped: [],
};

export function mayFollow(from: OrderState, to: OrderState): boolean {
  return after[from].includes(to);
}
