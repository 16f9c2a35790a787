import { generate } from 'selfsigned';

export interface Certificate { certificate: string; privateKey: string }

/** A certificate that vouches for itself, for 127.0.0.1 and a day. */
export async function selfSigned(name: string): Promise<Certificate> {
  const { cert, private: privateKey } = await generate([{ name: 'commonName', value: name }], {
    keySize: 2048, algorithm: 'sha256',
    extensions: [{ name: 'basicConstraints', cA: true }, { name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
  });
  return { certificate: cert, privateKey };
}
