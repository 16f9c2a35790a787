import type { ComponentChildren, VNode } from 'preact';

/** The page's one main heading, with a few words above it when it belongs to something larger: a service, a case. */
export function PageHeading({ children, above }: { children: ComponentChildren; above?: ComponentChildren }): VNode {
  return (
    <div class="page-heading">
      {above !== undefined && <p class="above-heading">{above}</p>}
      <h1>{children}</h1>
    </div>
  );
}

/** The first sentences of a page, a little larger. */
export function Lead({ children }: { children: ComponentChildren }): VNode {
  return <p class="lead">{children}</p>;
}

export interface SectionProps {
  heading: ComponentChildren;
  level?: 2 | 3;
  /** Lets a link on the page lead here. */
  id?: string;
  /** Beside the heading: a link to all, a filter. */
  action?: ComponentChildren;
  children: ComponentChildren;
}

/** A part of a page under a heading of its own. */
export function Section({ heading, level = 2, id, action, children }: SectionProps): VNode {
  const Tag = `h${level}` as const;
  return (
    <section class="section flow" id={id}>
      {action === undefined ? <Tag>{heading}</Tag> : (
        <div class="section-head">
          <Tag>{heading}</Tag>
          <div>{action}</div>
        </div>
      )}
      {children}
    </section>
  );
}

/** Edge to edge at the top of a `full` page: the start page's heading and search. */
export function Hero({ heading, lead, children }: { heading: string; lead?: string; children?: ComponentChildren }): VNode {
  return (
    <div class="hero">
      <div class="wrap flow">
        <h1>{heading}</h1>
        {lead !== undefined && <p class="lead">{lead}</p>}
        {children}
      </div>
    </div>
  );
}

/** The ordinary page width inside a `full` page, under the hero. */
export function Wrap({ children }: { children: ComponentChildren }): VNode {
  return <div class="wrap flow wrap-section">{children}</div>;
}
