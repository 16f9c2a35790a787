import { Lexer, type Token, type Tokens } from 'marked';
import type { ComponentChildren, VNode } from 'preact';
import { Link, externalHref, href, mailHref, phoneHref, type Href } from '../../platform/index.ts';

/**
 * A text in markdown as elements of the page. Only what stands below comes through: HTML in the text is shown as text, pictures
 * as their description, and a link to anything but this site, https, telephone or e-mail as its words.
 */
export function Markdown({ text }: { text: string }): VNode {
  return <>{blocks(new Lexer({ gfm: true }).lex(text))}</>;
}

/** The words of a markdown text, for search. */
export function plainText(text: string): string {
  const words = (token: Token): string => 'tokens' in token && token.tokens ? token.tokens.map(words).join('')
    : token.type === 'list' ? (token as Tokens.List).items.map(words).join('\n')
      : token.type === 'table' ? cellsOf(token as Tokens.Table).map((row) => row.map(({ tokens }) => tokens.map(words).join('')).join(' ')).join('\n')
        : 'text' in token ? String(token.text) : '';
  return new Lexer({ gfm: true }).lex(text).map(words).join('\n');
}

function blocks(tokens: readonly Token[]): ComponentChildren {
  return tokens.map((token, at) => <Block key={at} token={token} />);
}

function Block({ token }: { token: Token }): VNode | null {
  switch (token.type) {
    // The page's own title is its first heading.
    case 'heading': {
      const Tag = `h${Math.min(4, Math.max(2, (token as Tokens.Heading).depth))}` as 'h2' | 'h3' | 'h4';
      return <Tag>{inline(token.tokens)}</Tag>;
    }
    case 'paragraph': return <p>{inline(token.tokens)}</p>;
    case 'text': return <>{token.tokens ? inline(token.tokens) : token.text}</>;
    case 'list': {
      const { ordered, items, start } = token as Tokens.List;
      const children = items.map((item, at) => <li key={at}>{blocks(item.tokens)}</li>);
      return ordered ? <ol class="ds-list" start={start === '' || start === 1 ? undefined : Number(start)}>{children}</ol> : <ul class="ds-list">{children}</ul>;
    }
    case 'blockquote': return <blockquote>{blocks((token as Tokens.Blockquote).tokens)}</blockquote>;
    case 'code': return <pre>{token.text}</pre>;
    case 'hr': return <hr />;
    case 'table': return <MarkdownTable table={token as Tokens.Table} />;
    case 'html': return <p>{token.raw}</p>;
    default: return null;
  }
}

function MarkdownTable({ table }: { table: Tokens.Table }): VNode {
  const caption = table.header.map(({ text }) => text).join(', ');
  return (
    <div class="table-frame" role="region" aria-label={caption} tabindex={0}>
      <table class="table">
        <thead><tr>{table.header.map((cell, at) => <th key={at} scope="col">{inline(cell.tokens)}</th>)}</tr></thead>
        <tbody>
          {table.rows.map((row, n) => (
            <tr key={n}>{row.map((cell, at) => at === 0 ? <th key={at} scope="row">{inline(cell.tokens)}</th> : <td key={at}>{inline(cell.tokens)}</td>)}</tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function inline(tokens: readonly Token[] | undefined): ComponentChildren {
  return (tokens ?? []).map((token, at): ComponentChildren => {
    switch (token.type) {
      case 'strong': return <strong key={at}>{inline(token.tokens)}</strong>;
      case 'em': return <em key={at}>{inline(token.tokens)}</em>;
      case 'del': return <s key={at}>{inline(token.tokens)}</s>;
      case 'codespan': return <code key={at}>{token.text}</code>;
      case 'br': return <br key={at} />;
      case 'link': {
        const to = safeAddress(token.href as string);
        return to ? <Link key={at} href={to}>{inline(token.tokens)}</Link> : <span key={at}>{inline(token.tokens)}</span>;
      }
      case 'image': return token.text;
      case 'html': return token.raw;
      default: return 'tokens' in token && token.tokens ? inline(token.tokens) : 'text' in token ? String(token.text) : null;
    }
  });
}

/** The address as a link may have it; undefined for anything else. */
function safeAddress(address: string): Href | undefined {
  try {
    if (/^[/#?]/.test(address)) return href(address);
    if (address.startsWith('tel:')) return phoneHref(address.slice(4));
    if (address.startsWith('mailto:')) return mailHref(address.slice(7));
    return externalHref(address);
  } catch {
    return undefined;
  }
}

function cellsOf(table: Tokens.Table): Tokens.TableCell[][] {
  return [table.header, ...table.rows];
}
