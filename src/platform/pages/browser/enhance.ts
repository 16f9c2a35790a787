/**
 * The only script of the resident's pages. Everything works without it; with it, four things are kinder:
 * a form is sent once however often its button is pressed, the error summary gets focus also in browsers
 * that do not honour `autofocus` there, characters are counted while writing, and print links print.
 */

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-once]')) {
  let pressed: HTMLElement | null | undefined;
  const ready = () => {
    pressed?.removeAttribute('aria-busy');
    pressed = undefined;
  };
  form.addEventListener('submit', (event) => {
    if (pressed !== undefined) return event.preventDefault();
    pressed = event.submitter;
    pressed?.setAttribute('aria-busy', 'true');
    // A download or a network fault leaves the page standing: then it must be possible to try again.
    setTimeout(ready, 8000);
  });
  // So must a page that the back button brings out of the browser's memory.
  addEventListener('pageshow', ready);
}

document.getElementById('error-summary')?.focus();

for (const area of document.querySelectorAll<HTMLTextAreaElement>('textarea[data-count]')) {
  const most = Number(area.dataset['count']);
  const told = document.getElementById(`${area.id}-count`);
  if (told === null) continue;
  const said = document.createElement('span');
  said.className = 'ds-sr-only';
  said.setAttribute('aria-live', 'polite');
  told.after(said);
  let pause: ReturnType<typeof setTimeout> | undefined;
  const tell = () => {
    const left = most - area.value.length;
    const text = (left < 0 ? told.dataset['over'] : told.dataset['left']) ?? '';
    told.textContent = text.replace('{n}', String(Math.abs(left)));
    told.toggleAttribute('data-too-long', left < 0);
    // Said only when the writer pauses, or a screen reader would talk over every key.
    clearTimeout(pause);
    pause = setTimeout(() => { said.textContent = told.textContent; }, 1000);
  };
  area.addEventListener('input', tell);
  if (area.value !== '') tell();
}

for (const link of document.querySelectorAll<HTMLAnchorElement>('a[data-print]')) {
  link.addEventListener('click', (event) => {
    event.preventDefault();
    print();
  });
}
