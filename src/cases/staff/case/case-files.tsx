import type { VNode } from 'preact';
import { Button, Details, EmptyState, FileList, Form, Select, formatDate, href, type DocumentFacts, type Uuid } from '../../../platform/index.ts';
import type { OpenedCase } from '../../actions/case/open-case.ts';
import { isSignedCopy } from '../../model/case/documents.ts';
import type { Replacement } from '../../store/case/replacements.ts';
import { caseHref } from './in-case.tsx';

interface Props {
  opened: OpenedCase;
  covered: boolean;
  found: readonly DocumentFacts[];
  replaced: ReadonlyMap<Uuid, Replacement>;
  /** what the reader may say is a new version of what; none, when the case is not theirs */
  replaceable: readonly DocumentFacts[];
}

/** The files of a case: those that hold, then what they have replaced, folded away, and for the officer a way to say it and to take it back. */
export function CaseFiles({ opened, covered, found, replaced, replaceable }: Props): VNode {
  const at = (rest: string) => href(caseHref(opened.file.id, rest));
  const shown = ({ id, name, size }: DocumentFacts) => ({ id, name: shownName(name), size, href: at(`/dokument/${id}`) });
  const nameOf = (id: Uuid) => shownName(found.find((one) => one.id === id)?.name ?? '–');
  const current = found.filter(({ id }) => !replaced.has(id));
  const earlier = found.filter(({ id }) => replaced.has(id));
  const options = replaceable.map(({ id, name, createdAt }) => ({ value: id, label: `${name}, ${formatDate(createdAt, 'sv')}` }));
  return (
    <>
      {found.length === 0 && <EmptyState heading={covered ? 'Filerna är dolda' : 'Inga filer i ärendet'} />}
      <FileList files={current.map(shown)} />
      {earlier.length > 0 && (
        <Details summary={`Ersatta handlingar (${earlier.length})`}>
          <p class="hint">De finns kvar i ärendet och i diariet.</p>
          {earlier.map((one) => {
            const { laterIds, at: day } = replaced.get(one.id)!;
            return (
              <div key={one.id} class="flow">
                <FileList files={[{ ...shown(one), hint: `Ersatt av ${laterIds.map(nameOf).join(', ')} den ${formatDate(day, 'sv')}` }]} />
                {opened.own && !covered && (
                  <Form action={at(`/handlingar/ersatta/${one.id}/aterstallning`)} label={`${shownName(one.name)} gäller igen`}><Button kind="quiet" label={`Ta bort markeringen på ${shownName(one.name)}`}>Ta bort markeringen</Button></Form>
                )}
              </div>
            );
          })}
        </Details>
      )}
      {options.length > 1 && (
        <Details summary="Markera att en handling har ersatts">
          <Form action={at('/handlingar/ersatta')} label="Markera att en handling har ersatts">
            <Select name="earlier" label="Vilken handling har ersatts?" hint="Den finns kvar i ärendet men läggs undan." options={options} />
            <Select name="later" label="Vilken gäller i stället?" options={options} />
            <Button kind="secondary">Markera som ersatt</Button>
          </Form>
        </Details>
      )}
    </>
  );
}

/** The signed copy is kept by the id of what was signed, which says nothing to who reads it. */
export function shownName(name: string): string {
  return isSignedCopy(name) ? 'underskriven-kopia.pdf' : name;
}
