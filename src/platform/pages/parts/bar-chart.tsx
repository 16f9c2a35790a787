import type { ComponentChildren, VNode } from 'preact';
import { formatNumber } from '../format.ts';
import { useLanguage, useTexts } from '../language.tsx';

export interface Bar {
  label: string;
  value: number;
  /** What it is compared with: last period, other municipalities. Drawn as a line across the bar. */
  compare?: number;
}

export interface BarChartProps {
  /** The question the picture answers: "Hur länge väntar sökande på beslut?". */
  question: string;
  level?: 2 | 3;
  /** The answer in a sentence, with its number. */
  answer: ComponentChildren;
  bars: readonly Bar[];
  /** What is counted: "dagar". */
  unit: string;
  /** Names of the two columns of figures in the table. */
  columns: { label: string; value: string; compare?: string };
  period: string;
  source: string;
}

const rowHeight = 34;
const barHeight = 18;

/** A picture with its question, answer, period, source and table. The table says everything that the picture shows. */
export function BarChart(props: BarChartProps): VNode {
  const { question, level = 2, answer, bars, unit, columns, period, source } = props;
  const texts = useTexts();
  const language = useLanguage();
  const Tag = `h${level}` as const;
  // A little room at the end, or a mark on the longest bar would be cut in half.
  const most = 1.02 * Math.max(1, ...bars.flatMap(({ value, compare = 0 }) => [value, compare]));
  return (
    <figure class="chart flow">
      <figcaption>
        <Tag>{question}</Tag>
        <p>{answer}</p>
      </figcaption>
      <div class="chart-rows" aria-hidden="true">
        {bars.map((bar) => (
          <div class="chart-row" key={bar.label}>
            <span class="chart-label">{bar.label}</span>
            <svg viewBox={`0 0 100 ${rowHeight}`} preserveAspectRatio="none" height={rowHeight} width="100%" focusable="false">
              <rect class="chart-track" y={(rowHeight - barHeight) / 2} width="100" height={barHeight} />
              <rect class="chart-bar" y={(rowHeight - barHeight) / 2} width={percent(bar.value, most)} height={barHeight} />
              {/* Edged with the page's own ground, so that the mark is seen on the bar as well as beside it. */}
              {bar.compare !== undefined && ['chart-edge', 'chart-compare'].map((name) => (
                <line key={name} class={name} x1={percent(bar.compare ?? 0, most)} x2={percent(bar.compare ?? 0, most)}
                  y1="2" y2={rowHeight - 2} vector-effect="non-scaling-stroke" />
              ))}
            </svg>
            <span class="chart-value">{formatNumber(bar.value, language)} {unit}</span>
          </div>
        ))}
        {columns.compare !== undefined && (
          <p class="chart-key hint">
            <svg width="12" height="16" viewBox="0 0 12 16" focusable="false"><line class="chart-compare" x1="6" x2="6" y1="0" y2="16" /></svg>
            {columns.compare}
          </p>
        )}
      </div>
      <details class="why">
        <summary>{texts.showTable}</summary>
        <table class="table">
          <caption class="ds-sr-only">{question}</caption>
          <thead>
            <tr>
              <th scope="col">{columns.label}</th>
              <th scope="col" data-align="end">{columns.value} ({unit})</th>
              {columns.compare !== undefined && <th scope="col" data-align="end">{columns.compare} ({unit})</th>}
            </tr>
          </thead>
          <tbody>
            {bars.map((bar) => (
              <tr key={bar.label}>
                <th scope="row">{bar.label}</th>
                <td data-align="end">{formatNumber(bar.value, language)}</td>
                {columns.compare !== undefined && (
                  <td data-align="end">{bar.compare === undefined ? '–' : formatNumber(bar.compare, language)}</td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
      <p class="hint">{texts.period}: {period}. {texts.source}: {source}.</p>
    </figure>
  );
}

function percent(value: number, most: number): number {
  return Math.round((1000 * Math.max(0, value)) / most) / 10;
}
