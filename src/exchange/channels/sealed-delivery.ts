import { createHash } from 'node:crypto';
import { SignedXml } from 'xml-crypto';
import { element, elementWith, Written } from '../../platform/index.ts';

/** A message to one mailbox: plain words, and one document. */
export interface DigitalLetter {
  /** the same twice is the same message, also to the mailbox */
  id: string;
  /** twelve digits */
  recipient: string;
  subject: string;
  text: string;
  /** `sv`, `en` */
  language: string;
  support: { text: string; address: string; phone: string };
  document: { name: string; mediaType: string; bytes: Buffer };
}

export interface Signer {
  /** twelve digits: 16 and the organisation's number */
  organisationNumber: string;
  name: string;
  /** PEM */
  certificate: string;
  privateKey: string;
}

const schema = 'http://minameddelanden.gov.se/schema';
const c14n = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const spaces = {
  'xmlns:m1': `${schema}/Message`, 'xmlns:m2': `${schema}/Message/v2`, 'xmlns:m3': `${schema}/Message/v3`, 'xmlns:s': `${schema}/Sender`,
};

/**
 * The body of `deliverSecure` (Mina meddelanden, Service v3): the delivery signed by the sender, with the mediator's seal and signature
 * around it. The organisation is its own mediator here, with the same certificate. Signatures: XML-DSig, enveloped, exclusive
 * canonicalization, RSA-SHA256, by Id. The schemas say no more than that there is a signature: the profile must be verified in DIGG's test environment.
 *
 * @param day when it was received by the mediator, `YYYY-MM-DD`
 */
export function sealedDelivery(letter: DigitalLetter, signer: Signer, day: string): Written {
  const signed = sign(elementWith('m3:SignedDelivery', { ...spaces, Id: `signed-${letter.id}` }, deliveryOf(letter, signer)), signer);
  const sealed = sign(elementWith('sv3:deliverSecure', { 'xmlns:sv3': `${schema}/Service/v3`, 'xmlns:m1': spaces['xmlns:m1'], 'xmlns:m3': spaces['xmlns:m3'], Id: `sealed-${letter.id}` },
    signed, element('m3:Seal', element('m1:ReceivedTime', day), element('m1:SignaturesOK', 'true'))), signer);
  return elementWith('sv3:deliverSecure', { 'xmlns:sv3': `${schema}/Service/v3` }, sealed);
}

function deliveryOf(letter: DigitalLetter, signer: Signer): Written {
  const { document, support } = letter;
  return element('m3:Delivery',
    element('m3:Header',
      element('m2:Sender', element('s:Id', signer.organisationNumber), element('s:Name', signer.name)),
      element('m2:Recipient', letter.recipient)),
    element('m3:Message',
      element('m3:Header',
        element('m3:Id', letter.id), element('m3:Subject', letter.subject),
        element('m3:Supportinfo', element('m3:Text', support.text), element('m3:URL', support.address), element('m3:PhoneNumber', support.phone)),
        element('m3:Language', letter.language)),
      element('m3:Body', element('m1:ContentType', 'text/plain'), element('m1:Body', Buffer.from(letter.text).toString('base64'))),
      element('m3:Attachment',
        element('m1:ContentType', document.mediaType), element('m1:Body', document.bytes.toString('base64')),
        // The service asks for MD5 as a checksum; what protects the content is the signature.
        element('m1:Checksum', createHash('md5').update(document.bytes).digest('hex')), element('m1:Filename', document.name))));
}

function sign(unsigned: Written, { certificate, privateKey }: Signer): Written {
  const signature = new SignedXml({
    privateKey, publicCert: certificate, canonicalizationAlgorithm: c14n, signatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  });
  signature.addReference({
    xpath: '/*', transforms: ['http://www.w3.org/2000/09/xmldsig#enveloped-signature', c14n], digestAlgorithm: 'http://www.w3.org/2001/04/xmlenc#sha256',
  });
  signature.computeSignature(unsigned.text, { location: { reference: '/*', action: 'append' } });
  return new Written(signature.getSignedXml());
}
