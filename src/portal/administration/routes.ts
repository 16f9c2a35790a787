import type { Route } from '../../platform/index.ts';
import { delegationRoutes } from './delegations.tsx';
import { home } from './home.tsx';
import { hourRoutes } from './hours.tsx';
import { noticeRoutes } from './notice.tsx';
import { reportRoutes } from './reports.tsx';
import { roleRoutes } from './roles.tsx';
import { servicesRoutes } from './services/routes.ts';
import { tableRoutes } from './tables.tsx';
import { unitRoutes } from './units.tsx';

/** What an administrator of the whole organisation changes: units, hours, roles, delegations, services, dated tables, the message to everyone. */
export const administrationRoutes: readonly Route[] = [
  home, ...unitRoutes, ...hourRoutes, ...roleRoutes, ...delegationRoutes, ...noticeRoutes, ...reportRoutes, ...servicesRoutes, ...tableRoutes,
];
