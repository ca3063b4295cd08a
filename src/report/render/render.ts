import type { ReportFormat } from '../formats.ts';
import { reportOf } from '../model/report-of.ts';
import type { ReportSource } from '../read/read-report.ts';
import { renderHtml } from './html.ts';
import { renderMarkdown } from './markdown.ts';

/** A report in a format. */
export function render(source: ReportSource, format: ReportFormat): string {
  const report = reportOf(source);
  return format === 'html' ? renderHtml(report) : renderMarkdown(report);
}
