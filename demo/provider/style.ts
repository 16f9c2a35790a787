import { createHash } from 'node:crypto';

/** The provider's whole style sheet: phone first, system fonts, both colour schemes, contrast at least 4.5:1. */
export const style = `
:root { color-scheme: light dark; --ground: #f6f5f2; --card: #fff; --text: #1b1b1b; --soft: #55524c; --line: #8a857b;
  --act: #123f5c; --on-act: #fff; --mark: #ffd43b; --on-mark: #1b1b1b; }
@media (prefers-color-scheme: dark) { :root { --ground: #171614; --card: #22211e; --text: #f3f1ec; --soft: #c2bdb2;
  --line: #8a857b; --act: #9fd0ef; --on-act: #10222e; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--text); font: 1.0625rem/1.55 system-ui, sans-serif; }
.mark { background: var(--mark); color: var(--on-mark); font-weight: 700; padding: .6rem 1rem; text-align: center; }
main { max-width: 42rem; margin: 0 auto; padding: 1rem 1rem 3rem; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 1rem 0 .5rem; }
h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; }
h3 { font-size: 1.0625rem; margin: 0; }
p { margin: .4rem 0; }
.soft { color: var(--soft); }
ul { list-style: none; margin: 0; padding: 0; display: grid; gap: .75rem; }
li, .text { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: .9rem 1rem; }
.text { white-space: pre-wrap; overflow-wrap: anywhere; margin: .5rem 0 1rem; }
.message { border-left: .3rem solid var(--act); padding-left: .9rem; white-space: pre-wrap; overflow-wrap: anywhere; }
.buttons { display: flex; flex-wrap: wrap; gap: .6rem; margin-top: .7rem; }
button { font: inherit; font-weight: 600; min-height: 2.75rem; padding: .5rem 1.1rem; border-radius: .4rem;
  border: 2px solid var(--act); background: var(--act); color: var(--on-act); cursor: pointer; }
button.second { background: transparent; color: var(--act); }
button:focus-visible, summary:focus-visible { outline: 3px solid var(--text); outline-offset: 2px; }
summary { cursor: pointer; margin-top: .6rem; }
dl { display: grid; grid-template-columns: auto 1fr; gap: .2rem 1rem; margin: .5rem 0; }
dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
`;

/** The source expression that lets just this style sheet through the content security policy. */
export const styleHash = `sha256-${createHash('sha256').update(style).digest('base64')}`;
