import './drag.ts';

/**
 * The script of staff's pages, beside the common one: keys for those who work in a list all day. Nothing needs them, nothing is taken from
 * the browser or from whoever writes in a field, and they are switched off for good with a press (WCAG 2.1.4).
 */

const offKey = 'sprang.keysOff';
const list = document.querySelector<HTMLElement>('[data-list-keys]');
const writing = (target: EventTarget | null) => target instanceof HTMLElement && (target.isContentEditable || (target.matches('input, textarea, select') && !target.matches('input[type=checkbox], input[type=radio]')));
const off = () => localStorage.getItem(offKey) === 'yes';

function rows(): HTMLElement[] {
  return [...(list?.querySelectorAll<HTMLElement>('tbody tr') ?? [])];
}

function linkOf(row: HTMLElement | undefined): HTMLAnchorElement | null {
  return row?.querySelector<HTMLAnchorElement>('th a') ?? null;
}

/** The row that has the focus, by anything in it. */
function current(): HTMLElement | undefined {
  return rows().find((row) => row.contains(document.activeElement));
}

function move(by: number): void {
  const all = rows();
  const now = current();
  const next = all[Math.min(all.length - 1, Math.max(0, now ? all.indexOf(now) + by : 0))];
  linkOf(next)?.focus();
}

function help(): HTMLDetailsElement | null {
  return document.querySelector<HTMLDetailsElement>('#kortkommandon');
}

const keys: Readonly<Record<string, () => void>> = {
  j: () => { move(1); },
  k: () => { move(-1); },
  o: () => { linkOf(current())?.click(); },
  x: () => { current()?.querySelector<HTMLInputElement>('input[type=checkbox]')?.click(); },
  t: () => {
    const box = current()?.querySelector<HTMLInputElement>('input[type=checkbox]');
    if (!box) return;
    box.checked = true;
    box.form?.requestSubmit();
  },
  '/': () => { document.querySelector<HTMLAnchorElement>('a[href="/handlaggning/sok"]')?.click(); },
  '?': () => {
    const shown = help();
    if (!shown) return;
    shown.open = true;
    shown.querySelector('summary')?.focus();
  },
};

document.addEventListener('keydown', (event) => {
  if (list === null || off() || event.ctrlKey || event.altKey || event.metaKey || event.isComposing || writing(event.target)) return;
  const act = keys[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-keys-switch]')) {
  const tell = () => { button.textContent = (off() ? button.dataset['on'] : button.dataset['off']) ?? ''; };
  button.hidden = false;
  button.addEventListener('click', () => {
    localStorage.setItem(offKey, off() ? 'no' : 'yes');
    tell();
  });
  tell();
}
