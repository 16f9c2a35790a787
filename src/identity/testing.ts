/** What identity offers tests of other rooms: a session without going by a provider. */
export { cookieNames, startSession } from './session.ts';
