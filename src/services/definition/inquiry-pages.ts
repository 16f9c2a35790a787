import type { PageDefinition } from '../../forms/index.ts';
import type { Inquiry } from './schema/inquiry.ts';
import type { Service } from './schema/service.ts';

type Section = Inquiry['sections'][number];

/** Id of the page where a section's evidence or assessment is written. */
export function inquiryPageId(section: Pick<Section, 'id'>, part: 'evidence' | 'assessment'): string {
  return `${section.id}${part === 'evidence' ? 'Evidence' : 'Assessment'}`;
}

/**
 * The officer's pages for the engine: the start pages, then evidence and assessment of each section that is needed. A
 * section about an item is needed when the item is sought.
 */
export function inquiryPages(inquiry: Inquiry, definition: Service): PageDefinition[] {
  return [
    ...inquiry.start,
    ...inquiry.sections.flatMap((section) => {
      const when = sectionCondition(section, definition);
      return (['evidence', 'assessment'] as const)
        .filter((part) => section[part].length > 0)
        .map((part): PageDefinition => ({
          id: inquiryPageId(section, part),
          title: `${section.title}: ${part === 'evidence' ? 'underlag' : 'bedömning'}`,
          ...(when !== undefined && { when }),
          questions: section[part],
        }));
    }),
  ];
}

/** When a section is needed: its own condition, or that of the item it is about; always when neither says. */
export function sectionCondition(section: Section, definition: Service): string | undefined {
  const items = definition.decisions.flatMap((decision) => ('items' in decision ? decision.items : []));
  return section.when ?? items.find(({ id }) => id === section.item)?.sought;
}
