/** What was tried, what was seen, and whether it held; without that, only told. */
export interface Finding { must: string; saw: string; held?: boolean }

export interface Scenario {
  /** what happened then, with the numbers */
  happened: string;
  play(): Promise<Finding[]>;
}
