/** The front door of `organisation`: tenants and hosts, authorities, units, hours, delegations, dated tables, holidays. */
import { fill, hostList, tenantFinder, tenantList, type Room } from '../platform/index.ts';
import { routes } from './routes.ts';
import { findTenant, listHosts, listTenants } from './tenant-finder.ts';

export { addOrganisation } from './actions/add-organisation.ts';
export { addDelegation, endDelegation } from './actions/change-delegation.ts';
export { changeOpeningHours, closeDay, openDay, type Closure } from './actions/change-hours.ts';
export { changeUnit, closeUnit, type UnitChange } from './actions/change-unit.ts';
export { setBanner } from './actions/set-banner.ts';
export { publishTable, type TableFile } from './actions/publish-table.ts';
export { knownOrganisation, type KnownOrganisation } from './known.ts';
export { readOrganisation } from './read-file.ts';
export { addWorkingDays, isOpen, isWorkingDay, organisationBanner, organisationSchema } from './model.ts';
export type { MapFeature, OrganisationMap } from './map.ts';
export type { AuthorityFacts, OpeningHours, OrganisationBanner, OrganisationFacts, OrganisationFile, UnitFacts } from './model.ts';
export { allDelegations, closuresFrom, findOrganisation, listAuthorities, listClosures, listDelegations, listUnits, tableVersions, touch } from './store.ts';
export type { Authority, DatedTable, Delegation, Organisation, Unit } from './store.ts';

export const organisation: Room = {
  name: 'organisation',
  routes,
  fills: [fill(tenantFinder, findTenant), fill(tenantList, listTenants), fill(hostList, listHosts)],
  personData: { none: 'only public facts: phone numbers and addresses are those of units' },
  retention: {
    // Public facts stand as long as the organisation does; what is replaced is closed with a date.
    tables: {
      'organisation.host': 'with the organisation', 'organisation.organisation': 'with the organisation', 'organisation.authority': 'with the organisation',
      'organisation.unit': 'with the organisation', 'organisation.closure': 'with the organisation',
      'organisation.delegation': 'kept: decisions point at the delegation they were made with',
      'organisation.dated_table': 'kept: decisions point at the rows they were made with',
    },
    run: async () => ({ destroyed: 0 }),
  },
};
