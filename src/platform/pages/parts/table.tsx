import type { ComponentChildren, VNode } from 'preact';
import type { Href } from '../href.ts';
import { Icon } from '../icons/icon.tsx';
import { useTexts } from '../language.tsx';
import { EmptyState } from './states.tsx';

export interface Column<Row> {
  /** Unique among the columns. */
  key: string;
  heading: string;
  cell: (row: Row) => ComponentChildren;
  /** Names the row: one column should. */
  rowHeading?: boolean;
  /** Numbers stand to the right so that they line up. */
  align?: 'end';
  /** Keeps dates, amounts and case numbers on one line. */
  nowrap?: boolean;
  /** Where the list sorted by this column is found; pressing the heading goes there. */
  sort?: Href;
  sorted?: 'ascending' | 'descending';
}

export interface TableProps<Row> {
  /** Says what the table holds; hidden from sight where a heading just above does. */
  caption: string;
  captionHidden?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Marks rows to notice, beside what their cells say: new since last look, overdue. */
  emphasis?: (row: Row) => boolean;
  /** Shown instead of an empty table. */
  empty?: ComponentChildren;
  footer?: readonly ComponentChildren[];
}

/** Rows and columns. Wide tables scroll in their own frame, reachable by keyboard; the page never scrolls sideways. */
export function Table<Row>(props: TableProps<Row>): VNode {
  const { caption, captionHidden = false, columns, rows, rowKey, emphasis, empty, footer } = props;
  const texts = useTexts();
  if (rows.length === 0) {
    return <>{empty ?? <EmptyState heading={texts.nothingHere} />}</>;
  }
  return (
    <div class="table-frame" role="region" aria-label={texts.scrollTable(caption)} tabindex={0}>
      <table class="table">
        <caption class={captionHidden ? 'ds-sr-only' : undefined}>{caption}</caption>
        <thead>
          <tr>{columns.map((column) => <HeadCell key={column.key} column={column} />)}</tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} data-emphasis={emphasis?.(row) === true ? '' : undefined}>
              {columns.map((column) => column.rowHeading === true
                ? <th key={column.key} scope="row" {...look(column)}>{column.cell(row)}</th>
                : <td key={column.key} {...look(column)}>{column.cell(row)}</td>)}
            </tr>
          ))}
        </tbody>
        {footer !== undefined && (
          <tfoot>
            <tr>{footer.map((cell, index) => <td key={index} data-align={columns[index]?.align}>{cell}</td>)}</tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}

function look<Row>({ align, nowrap = align === 'end' }: Column<Row>) {
  return { 'data-align': align, 'data-nowrap': nowrap ? '' : undefined };
}

function HeadCell<Row>({ column }: { column: Column<Row> }): VNode {
  const texts = useTexts();
  if (column.sort === undefined) return <th scope="col" data-align={column.align}>{column.heading}</th>;
  return (
    <th scope="col" data-align={column.align} aria-sort={column.sorted ?? 'none'}>
      <a href={column.sort} aria-label={texts.sortBy(column.heading)}>
        {column.heading}
        <Icon name={column.sorted === undefined ? 'sort' : column.sorted === 'ascending' ? 'sortUp' : 'sortDown'} />
      </a>
    </th>
  );
}
