import { chargeRoutes } from './staff/charge-routes.tsx';
import { fileRoutes } from './staff/file-routes.tsx';
import { oneChargeRoutes } from './staff/one-charge-routes.tsx';
import { oneOrderRoutes } from './staff/one-order-routes.tsx';
import { orderRoutes } from './staff/order-routes.tsx';
import { settingRoutes } from './staff/setting-routes.tsx';

/** Everything that whoever pays does, in the order of the work. */
export const staffRoutes = [...orderRoutes, ...oneOrderRoutes, ...fileRoutes, ...chargeRoutes, ...oneChargeRoutes, ...settingRoutes];
