/**
 * The only script of the resident's pages. Everything works without it; with it, six things are kinder:
 * a form is sent once however often its button is pressed, the error summary gets focus also in browsers
 * that do not honour `autofocus` there, characters are counted while writing, print links print, a map can be
 * pointed at by where the device is, and staff mark a part of a page by dragging over it.
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
    told.textContent = text.replace('{n}', Math.abs(left).toLocaleString(document.documentElement.lang));
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

for (const place of document.querySelectorAll<HTMLElement>('[data-locate]')) {
  const field = place.dataset['locate'] ?? '';
  const button = place.querySelector('button');
  const input = (part: string) => document.getElementsByName(`${field}.${part}`).item(0);
  const told = document.querySelector(`[data-locate-told="${field}"]`);
  if (button === null || !('geolocation' in navigator)) continue;
  place.hidden = false;
  let found = false;
  button.addEventListener('click', (event) => {
    // The second time it is ours, and sends the form with what was found.
    if (found) return;
    event.preventDefault();
    event.stopPropagation();
    navigator.geolocation.getCurrentPosition((here) => {
      const latitude = input('latitude');
      const longitude = input('longitude');
      if (!(latitude instanceof HTMLInputElement) || !(longitude instanceof HTMLInputElement)) return;
      latitude.value = here.coords.latitude.toFixed(5);
      longitude.value = here.coords.longitude.toFixed(5);
      found = true;
      button.click();
    }, () => {
      if (told !== null) told.textContent = place.dataset['failed'] ?? '';
    }, { enableHighAccuracy: true, timeout: 15_000, maximumAge: 60_000 });
  });
}

for (const page of document.querySelectorAll<HTMLImageElement>('img[data-mask-page]')) {
  const input = (side: string) => document.getElementsByName(side).item(0);
  let from: { x: number; y: number } | undefined;
  const place = (event: PointerEvent) => {
    const box = page.getBoundingClientRect();
    return { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height };
  };
  const write = (side: string, share: number) => {
    const field = input(side);
    if (field instanceof HTMLInputElement) field.value = String(Math.round(Math.min(1, Math.max(0, share)) * 1000) / 10);
  };
  page.addEventListener('pointerdown', (event) => {
    event.preventDefault();
    page.setPointerCapture(event.pointerId);
    from = place(event);
  });
  page.addEventListener('pointerup', (event) => {
    if (from === undefined) return;
    const to = place(event);
    write('x', Math.min(from.x, to.x));
    write('y', Math.min(from.y, to.y));
    write('width', Math.abs(to.x - from.x));
    write('height', Math.abs(to.y - from.y));
    from = undefined;
    // Shown where the sides can be read and the button pressed: nothing is masked by a slip of the hand.
    const field = input('x');
    if (field instanceof HTMLInputElement) field.focus();
  });
}
