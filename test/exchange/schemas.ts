import { readFileSync, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import { validateXML, type XMLFileInfo } from 'xmllint-wasm';

/**
 * Schemas of a folder, for validating against any of them. The validator has a flat file system: `v3/Message.xsd` is there as
 * `v3-Message.xsd`, and what it imports is renamed in the same way.
 */
export class Schemas {
  readonly #files: readonly XMLFileInfo[];

  constructor(folder: string) {
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll('\\', '/')).filter((name) => name.endsWith('.xsd'));
    this.#files = names.map((name) => ({
      fileName: flat(name),
      contents: readFileSync(join(folder, name), 'utf8').replaceAll(/schemaLocation="([^"]+)"/g, (_, to: string) => `schemaLocation="${flat(posix.join(posix.dirname(name), to))}"`),
    }));
  }

  /** @returns what is wrong, in the validator's words; empty when nothing is */
  async wrongsOf(xml: string, schema: string): Promise<string[]> {
    const main = this.#files.find(({ fileName }) => fileName === flat(schema))!;
    const { valid, errors } = await validateXML({
      xml: { fileName: 'message.xml', contents: xml }, schema: main, preload: this.#files.filter((file) => file !== main), maxMemoryPages: 4_096,
    });
    return valid ? [] : errors.map(({ message }) => message);
  }
}

function flat(path: string): string {
  return path.replaceAll('/', '-');
}
