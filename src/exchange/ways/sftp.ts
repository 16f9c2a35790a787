import { createHash, timingSafeEqual } from 'node:crypto';
import { Client, type ConnectConfig, type SFTPWrapper } from 'ssh2';
import type { Carried, Parcel, Way } from './way.ts';

/** Milliseconds to be let in. */
const patience = 20_000;

/**
 * Drops a package in a folder by SFTP. Written beside (`.del`) and renamed, so that the receiver never meets half a file; one that lies
 * there already with the same size is the same package. The host must show the key that was agreed on.
 */
export const bySftp: Way = async (target, parcel) => {
  const address = new URL(target.address);
  const { secret } = target;
  if (!secret.hostKey) return { ok: false, reason: 'värdens nyckel saknas', final: true };
  const client = new Client();
  try {
    await connected(client, {
      host: address.hostname, port: Number(address.port || 22), username: decodeURIComponent(address.username), readyTimeout: patience,
      ...(secret.privateKey ? { privateKey: secret.privateKey } : { password: secret.password ?? '' }), hostVerifier: (key: Buffer) => isHost(key, secret.hostKey!),
    });
    return await drop(await sftpOf(client), decodeURIComponent(address.pathname).replace(/\/$/, '') || '.', parcel);
  } catch (error) {
    return { ok: false, reason: reasonOf(error as Error & { level?: string; code?: string | number }) };
  } finally {
    client.end();
  }
};

function isHost(key: Buffer, agreed: string): boolean {
  const shown = createHash('sha256').update(key).digest();
  const expected = Buffer.from(agreed.replace(/^SHA256:/, ''), 'base64');
  return shown.length === expected.length && timingSafeEqual(shown, expected);
}

function connected(client: Client, config: ConnectConfig): Promise<void> {
  return new Promise((resolve, reject) => {
    client.once('ready', () => resolve()).once('error', reject).connect(config);
  });
}

function sftpOf(client: Client): Promise<SFTPWrapper> {
  return new Promise((resolve, reject) => { client.sftp((error, sftp) => (error ? reject(error) : resolve(sftp))); });
}

async function drop(sftp: SFTPWrapper, folder: string, parcel: Parcel): Promise<Carried> {
  const path = `${folder}/${parcel.id}.${parcel.kind}`;
  if (await sizeOf(sftp, path) !== parcel.bytes.length) {
    await done((ready) => sftp.writeFile(`${path}.del`, parcel.bytes, ready));
    if (await sizeOf(sftp, path) !== undefined) await done((ready) => sftp.unlink(path, ready));
    await done((ready) => sftp.rename(`${path}.del`, path, ready));
  }
  await done((ready) => sftp.writeFile(`${path}.sha256`, `${parcel.sha256}  ${parcel.id}.${parcel.kind}\n`, ready));
  return { ok: true, receipt: path };
}

function sizeOf(sftp: SFTPWrapper, path: string): Promise<number | undefined> {
  return new Promise((resolve) => { sftp.stat(path, (error, stats) => resolve(error ? undefined : stats.size)); });
}

function done(act: (ready: (error?: Error | null) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => { act((error) => (error ? reject(error) : resolve())); });
}

/** What went wrong, without names of files or users. */
function reasonOf({ level, code, message }: Error & { level?: string; code?: string | number }): string {
  if (level === 'client-authentication') return 'släpptes inte in';
  if (/host/i.test(message) && /verif|denied/i.test(message)) return 'visade en annan nyckel än den avtalade';
  if (level === 'client-timeout') return 'svarade inte i tid';
  return `gick inte att lämna till${code === undefined ? '' : ` (${code})`}`;
}
