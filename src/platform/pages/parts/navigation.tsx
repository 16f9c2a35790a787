import type { VNode } from 'preact';
import { formatNumber } from '../format.ts';
import type { Href } from '../href.ts';
import { Icon } from '../icons/icon.tsx';
import { useLanguage, useTexts } from '../language.tsx';

export interface Tab {
  label: string;
  href: Href;
  current?: boolean;
  /** How many it holds. */
  count?: number;
}

/** Views of the same thing, each an address of its own. */
export function Tabs({ tabs, label }: { tabs: readonly Tab[]; label: string }): VNode {
  const language = useLanguage();
  return (
    <nav class="tabs" aria-label={label}>
      <ul>
        {tabs.map((tab) => (
          <li key={tab.href}>
            <a href={tab.href} aria-current={tab.current === true ? 'page' : undefined}>
              {tab.label}
              {tab.count !== undefined && <span class="tab-count"> {formatNumber(tab.count, language)}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

export interface PaginationProps {
  page: number;
  pageSize: number;
  /** All rows, or at least how many there are. */
  total: number;
  hrefOf: (page: number) => Href;
}

/** The way through a long list. Shows nothing when all fits on one page. */
export function Pagination({ page, pageSize, total, hrefOf }: PaginationProps): VNode | null {
  const texts = useTexts();
  const language = useLanguage();
  const last = Math.ceil(total / pageSize);
  if (last <= 1) return null;
  const from = (page - 1) * pageSize + 1;
  const to = Math.min(total, page * pageSize);
  return (
    <nav class="pagination" aria-label={texts.pages}>
      <p class="hint">{texts.showing(from, to, formatNumber(total, language))}</p>
      <ul>
        {page > 1 && (
          <li><a href={hrefOf(page - 1)} rel="prev"><Icon name="arrowLeft" /><span>{texts.previous}</span></a></li>
        )}
        {nearby(page, last).map((number, index) => number === undefined
          ? <li key={`gap${index}`} aria-hidden="true">…</li>
          : (
            <li key={number}>
              <a href={hrefOf(number)} aria-label={texts.pageNumber(number)}
                aria-current={number === page ? 'page' : undefined}>{number}</a>
            </li>
          ))}
        {page < last && (
          <li><a href={hrefOf(page + 1)} rel="next"><span>{texts.next}</span><Icon name="arrowRight" /></a></li>
        )}
      </ul>
    </nav>
  );
}

/** First, last and those beside the page shown; undefined where some are left out. */
function nearby(page: number, last: number): (number | undefined)[] {
  const numbers = [...new Set([1, page - 1, page, page + 1, last])].filter((number) => number >= 1 && number <= last);
  return numbers.flatMap((number, index) => (index > 0 && number - numbers[index - 1]! > 1 ? [undefined, number] : [number]));
}
