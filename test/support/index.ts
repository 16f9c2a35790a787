/** What tests share: a house on the test database, tenants, a server and a browser without a screen. */
export { loader } from './loader.ts';
export { testHouse, type TestHouse, type TestHouseOptions } from './house.ts';
export { makeTenant, type TestTenant } from './tenant.ts';
export { serve, type TestServer } from './serve.ts';
export { Client, hidden, type ClientResponse, type FilePart, type FormFields, type RequestOptions } from './client.ts';
export { until } from './until.ts';
export { makePng } from '../../src/platform/files/fixtures.ts';
