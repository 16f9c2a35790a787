/** What is paid to somebody other than the applicant. */
export interface Share {
  /** which receiver of the definition, by place */
  line: string;
  amountOre: number;
}

export interface Shares {
  applicantOre: number;
  others: Share[];
}

/**
 * Parts a decided amount among its receivers. Others are paid first, for the items that are theirs, and never more than is left:
 * a household with incomes gets less than its items come to. The rest is the applicant's. Öre.
 */
export function share(totalOre: number, items: readonly { item: string; amountOre: number }[], others: readonly { line: string; items: readonly string[] }[]): Shares {
  let left = Math.max(0, totalOre);
  const found: Share[] = [];
  for (const { line, items: theirs } of others) {
    const wanted = items.filter(({ item }) => theirs.includes(item)).reduce((sum, { amountOre }) => sum + amountOre, 0);
    const amountOre = Math.min(wanted, left);
    left -= amountOre;
    if (amountOre > 0) found.push({ line, amountOre });
  }
  return { applicantOre: left, others: found };
}
