import type { VNode } from 'preact';
import { Alert, FileList, PageHeading, Paragraphs, Section, formatDateTime } from '../../../platform/index.ts';
import { caseHref } from '../frame.tsx';
import { texts } from '../texts.ts';
import type { RequestFormProps } from '../inquiry/request-head.tsx';

/** A request that is over: what was asked and what was answered. */
export function AnsweredView({ context, mine, request }: RequestFormProps): VNode {
  const { language } = context;
  const { answer, answeredAt, content } = request;
  const t = (key: string, params = {}) => texts(language, `answered.${key}`, params);
  const asked = new Set(content.items.map(({ id }) => id));
  const files = (list: readonly { id: string; name: string; size: number }[]) =>
    <FileList files={list.map(({ id, name, size }) => ({ id, name, size, href: caseHref(mine.file.id, `/fil/${id}`) }))} />;
  return (
    <>
      <PageHeading above={`${mine.service.name}, ${mine.file.number}`}>{texts(language, `${request.kind}.title`)}</PageHeading>
      {answeredAt ? <Alert kind="success"><p>{t('at', { date: formatDateTime(answeredAt, language) })}</p></Alert> : <Alert><p>{t('over')}</p></Alert>}
      <Paragraphs text={content.text} />
      {content.items.map((item) => {
        const mineOf = answer?.items.find(({ id }) => id === item.id);
        return (
          <Section key={item.id} heading={item.text}>
            {mineOf?.cannot && <p>{t('cannot')}</p>}
            {mineOf && <Paragraphs text={mineOf.text} />}
            {mineOf && files(mineOf.files)}
          </Section>
        );
      })}
      {answer && (answer.stance ?? answer.text ?? (asked.size === 0 && answer.items.length > 0)) && (
        <Section heading={t('yours')}>
          {answer.stance && <p>{texts(language, `hearing.${answer.stance}`)}</p>}
          {answer.text && <Paragraphs text={answer.text} />}
          {answer.items.filter(({ id }) => !asked.has(id)).map((item) => <div key={item.id}>{files(item.files)}</div>)}
        </Section>
      )}
    </>
  );
}
