/** An operator's mistake: named by setting (or file), reason and remedy; start-up prints it and stops. */
export class ConfigProblem extends Error {
  constructor(readonly setting: string, readonly reason: string, readonly remedy: string) {
    super(`${setting}: ${reason}. ${remedy}`);
    this.name = 'ConfigProblem';
  }
}
