/** What PostgreSQL, its pool and the operating system say when the database cannot take a question now, though the question was right. */
const awayCodes: ReadonlySet<string> = new Set([
  // too many connections, out of memory, disk full, shutting down, starting up, connection lost
  '53300', '53200', '53100', '57P01', '57P02', '57P03', '08000', '08001', '08003', '08006',
  'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'ENOSPC', 'EMFILE',
]);

/** Whether a fault is of something that the house stands on and that may soon be back: a full disk, a database that is full or gone. */
export function isAway(error: unknown): boolean {
  const { code, message = '' } = error as { code?: string; message?: string };
  return (code !== undefined && awayCodes.has(code)) || /timeout exceeded when trying to connect|Connection terminated/.test(message);
}

/** A full disk keeps what is new from being saved; what is there can still be read, so that nobody else need be turned away. */
export function isFull(error: unknown): boolean {
  return ['53100', 'ENOSPC'].includes((error as { code?: string }).code ?? '');
}
