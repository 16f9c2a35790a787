import { createHash, generateKeyPairSync } from 'node:crypto';
import { open, rename, stat, unlink, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import ssh2, { type Connection, type SFTPWrapper } from 'ssh2';

const { Server, utils } = ssh2;
const { STATUS_CODE } = utils.sftp;

/** An SFTP server over a folder, strict: one user with a password, writing and renaming within the folder and nothing else. */
export class FileDrop {
  readonly hostKey: string;
  readonly #server: InstanceType<typeof Server>;
  readonly #folder: string;

  constructor(folder: string, user: { name: string; password: string }) {
    this.#folder = folder;
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048, privateKeyEncoding: { type: 'pkcs1', format: 'pem' }, publicKeyEncoding: { type: 'pkcs1', format: 'pem' } });
    const parsed = utils.parseKey(privateKey);
    if (parsed instanceof Error) throw parsed;
    this.hostKey = `SHA256:${createHash('sha256').update(parsed.getPublicSSH()).digest('base64').replace(/=+$/, '')}`;
    this.#server = new Server({ hostKeys: [privateKey] }, (client: Connection) => {
      client.on('authentication', (context) => {
        if (context.method === 'password' && context.username === user.name && context.password === user.password) context.accept();
        else context.reject(['password']);
      });
      client.on('ready', () => client.on('session', (accept) => accept().on('sftp', (acceptSftp) => this.#serve(acceptSftp()))));
      client.on('error', () => undefined);
    });
  }

  listen(): Promise<number> {
    return new Promise((ready) => { this.#server.listen(0, '127.0.0.1', () => ready((this.#server.address() as { port: number }).port)); });
  }

  close(): Promise<void> {
    return new Promise((closed) => { this.#server.close(() => closed()); });
  }

  #serve(sftp: SFTPWrapper): void {
    const handles = new Map<number, FileHandle>();
    const inFolder = (path: string) => join(this.#folder, path.replace(/^.*\//, ''));
    const answer = (id: number, work: Promise<unknown>) => {
      void work.then(() => sftp.status(id, STATUS_CODE.OK), () => sftp.status(id, STATUS_CODE.NO_SUCH_FILE));
    };
    sftp.on('OPEN', (id, path) => {
      void open(inFolder(path), 'w').then((file) => {
        const number = handles.size + 1;
        handles.set(number, file);
        const handle = Buffer.alloc(4);
        handle.writeUInt32BE(number);
        sftp.handle(id, handle);
      }, () => sftp.status(id, STATUS_CODE.FAILURE));
    });
    sftp.on('WRITE', (id, handle, offset, data) => answer(id, handles.get(handle.readUInt32BE(0))!.write(data, 0, data.length, offset)));
    sftp.on('CLOSE', (id, handle) => answer(id, handles.get(handle.readUInt32BE(0))!.close()));
    sftp.on('FSETSTAT', (id) => sftp.status(id, STATUS_CODE.OK));
    sftp.on('REMOVE', (id, path) => answer(id, unlink(inFolder(path))));
    // As the protocol says: renaming over a file that is there is refused.
    sftp.on('RENAME', (id, from, to) => answer(id, stat(inFolder(to)).then(() => { throw new Error('exists'); }, () => rename(inFolder(from), inFolder(to)))));
    const size = (id: number, path: string) => {
      void stat(inFolder(path)).then((found) => sftp.attrs(id, { mode: 0o100600, uid: 0, gid: 0, size: found.size, atime: 0, mtime: 0 }), () => sftp.status(id, STATUS_CODE.NO_SUCH_FILE));
    };
    sftp.on('STAT', size);
    sftp.on('LSTAT', size);
  }
}
