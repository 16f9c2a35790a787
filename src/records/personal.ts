import type { PersonData, Retention } from '../platform/index.ts';

export const personData: PersonData = {
  columns: ['records.mark.marked_by'],
  // Nothing leads from a person to what they asked for: one need not say who one is (TF 2 kap. 18 §).
  async export() {
    return {};
  },
  async erase() {
    return { erased: 0, kept: [] };
  },
};

export const retention: Retention = {
  tables: {
    'records.mark': 'with the case',
  },
  run: async () => ({ destroyed: 0 }),
};
