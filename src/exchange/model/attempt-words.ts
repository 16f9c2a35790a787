/** What the net answers with when there is no way through, for whoever reads why nothing came. */
const netWords: Readonly<Record<string, string>> = {
  ENOTFOUND: 'adressen finns inte', EAI_AGAIN: 'adressen gick inte att slå upp', ECONNREFUSED: 'ingen tog emot på adressen', ECONNRESET: 'förbindelsen bröts', EPIPE: 'förbindelsen bröts',
  ETIMEDOUT: 'ingen svarade', UND_ERR_CONNECT_TIMEOUT: 'ingen svarade', UND_ERR_SOCKET: 'förbindelsen bröts', EHOSTUNREACH: 'ingen väg dit', ENETUNREACH: 'ingen väg dit',
  CERT_HAS_EXPIRED: 'certifikatet har gått ut', DEPTH_ZERO_SELF_SIGNED_CERT: 'certifikatet är inte utfärdat av någon betrodd', SELF_SIGNED_CERT_IN_CHAIN: 'certifikatet är inte utfärdat av någon betrodd',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certifikatet är inte utfärdat av någon betrodd', ERR_TLS_CERT_ALTNAME_INVALID: 'certifikatet gäller en annan adress',
};

/** How an attempt went, in a sentence. The reason is kept as it was met, with the code of the net or of SFTP: here it becomes words. */
export function attemptWords({ ok, reason }: { ok: boolean; reason: string }): string {
  if (ok) return `Mottaget: ${reason}`;
  const said = reason.replace(/^mottagaren /, '').replace(/ \(([A-Z_0-9]+)\)$/, (_, code: string) => netWords[code] ? `: ${netWords[code]}` : '');
  const status = /^svarade (\d{3})$/.exec(said)?.[1];
  return status ? `Mottagaren svarade: ${answerWords(Number(status))} (${status})` : `Mottagaren ${said}`;
}

function answerWords(status: number): string {
  if (status >= 500) return 'fel i mottagarens system';
  switch (status) {
    case 401: case 403: return 'vi släpptes inte in';
    case 404: case 410: return 'adressen finns inte hos mottagaren';
    case 413: return 'paketet är för stort';
    case 429: return 'för många överlämningar på kort tid';
    default: return 'paketet togs inte emot';
  }
}
