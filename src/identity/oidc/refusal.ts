import { AuthorizationResponseError, ClientError, ResponseBodyError } from 'openid-client';

/**
 * Why a sign-in or a signature did not happen, as the page tells it:
 * `cancelled` the person chose to stop; `levelTooLow` the e-ID does not reach what is demanded; `expired` it took too
 * long or was already used; `providerUnavailable` try again later; `invalid` anything else, a fault or an attack.
 */
export type Refusal = 'cancelled' | 'levelTooLow' | 'expired' | 'providerUnavailable' | 'invalid';

/** A refusal with a code for the log. The code never holds personal data. */
export interface Refused {
  ok: false;
  refusal: Refusal;
  detail: string;
}

/** Names a refusal. What another party calls its error goes to the log only if it looks like an error code. */
export function refused(refusal: Refusal, detail: string): Refused {
  return { ok: false, refusal, detail: /^[A-Za-z_]{1,60}$/.test(detail) ? detail : 'unnamed' };
}

const byAuthorizationError: Record<string, Refusal> = {
  access_denied: 'cancelled',
  unmet_authentication_requirements: 'levelTooLow',
  temporarily_unavailable: 'providerUnavailable',
  server_error: 'providerUnavailable',
};

/** Codes of openid-client that say the provider did not answer, or not with what can be read. */
const unreachable = new Set(['OAUTH_TIMEOUT', 'OAUTH_RESPONSE_IS_NOT_CONFORM', 'OAUTH_RESPONSE_IS_NOT_JSON']);

/** The refusal that an error from openid-client or the network means. Any other is a fault and is thrown again. */
export function refusalFrom(error: unknown): Refused {
  if (error instanceof AuthorizationResponseError) {
    return refused(byAuthorizationError[error.error] ?? 'invalid', error.error);
  }
  if (error instanceof ResponseBodyError) {
    // invalid_grant: the code is too old, used before, or not ours. The remedy is the same: start again.
    if (error.error === 'invalid_grant') return refused('expired', 'invalid_grant');
    return refused(error.status >= 500 ? 'providerUnavailable' : 'invalid', error.error);
  }
  if (error instanceof ClientError) {
    const code = error.code ?? 'OAUTH_UNKNOWN';
    return refused(unreachable.has(code) ? 'providerUnavailable' : 'invalid', code);
  }
  if (isNetworkError(error)) return refused('providerUnavailable', 'network');
  throw error;
}

function isNetworkError(error: unknown): boolean {
  // undici reports a refused connection as TypeError "fetch failed" with the system's error as its cause.
  return error instanceof TypeError && error.cause instanceof Error
    || error instanceof DOMException && error.name === 'TimeoutError';
}
