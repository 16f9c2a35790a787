/** The port to a virus scanner. Språng has none of its own; an organisation connects the one it has (ICAP, clamd). */

export type ScanResult = { clean: true } | { clean: false; found: string };

export interface FileScanner {
  /**
   * Says whether a file is free from known malicious code. Throws when the scanner cannot be reached:
   * a file not searched is not taken for clean.
   */
  scan(bytes: Buffer): Promise<ScanResult>;
}
