/**
 * Drags a link to a place: pointer, pen and touch. What happens is what the link leads to, with the place in the address (`?tid=`), and that page
 * asks first; pressed instead of dragged the link leads to the same page without a place, so that nothing needs a drag (WCAG 2.5.7).
 */

/** Pixels that a press may shake before it is a drag. */
const shake = 6;
/** Pixels from the edge of the window within which the page moves along. */
const edge = 60;

for (const link of document.querySelectorAll<HTMLAnchorElement>('a[data-drag]')) {
  const places = [...document.querySelectorAll<HTMLElement>('[data-drop]')].filter((place) => (place.dataset['dropFor'] ?? '').split(' ').includes(link.dataset['drag'] ?? ''));
  if (places.length > 0) drag(link, places);
}

function drag(link: HTMLAnchorElement, places: readonly HTMLElement[]): void {
  let from: { x: number; y: number } | undefined;
  let over: HTMLElement | undefined;
  let ghost: HTMLElement | undefined;
  let moved = false;

  const show = (place: HTMLElement | undefined) => {
    if (over) rowOf(over).removeAttribute('data-drop-over');
    over = place;
    if (over) rowOf(over).setAttribute('data-drop-over', '');
  };
  const begin = () => {
    ghost = document.body.appendChild(document.createElement('div'));
    ghost.className = 'drag-ghost';
    ghost.textContent = link.dataset['dragName'] ?? '';
    for (const place of places) rowOf(place).setAttribute('data-drop-open', '');
    moved = true;
  };
  const end = () => {
    ghost?.remove();
    for (const place of places) rowOf(place).removeAttribute('data-drop-open');
    show(undefined);
    from = undefined;
    ghost = undefined;
  };

  // The browser's own dragging of links has no touch, and would take the pointer from this.
  link.draggable = false;
  link.addEventListener('pointerdown', (event) => {
    if (event.button !== 0 || !event.isPrimary) return;
    from = { x: event.clientX, y: event.clientY };
    moved = false;
    link.setPointerCapture(event.pointerId);
  });
  link.addEventListener('pointermove', (event) => {
    if (!from) return;
    if (!ghost && Math.hypot(event.clientX - from.x, event.clientY - from.y) < shake) return;
    if (!ghost) begin();
    ghost!.style.transform = `translate(${event.clientX}px, ${event.clientY}px)`;
    const here = document.elementFromPoint(event.clientX, event.clientY);
    show(places.find((place) => rowOf(place).contains(here)));
    window.scrollBy(0, event.clientY < edge ? -12 : event.clientY > window.innerHeight - edge ? 12 : 0);
  });
  link.addEventListener('pointerup', () => {
    const place = over?.dataset['drop'];
    end();
    if (place === undefined) return;
    const address = new URL(link.href);
    address.searchParams.set('tid', place);
    location.assign(address);
  });
  link.addEventListener('pointercancel', end);
  document.addEventListener('keydown', (event) => { if (event.key === 'Escape') end(); });
  // Let go beside every place it stays where it was.
  link.addEventListener('click', (event) => { if (moved) event.preventDefault(); });
}

/** What is marked: the row of a table, where there is one. */
function rowOf(place: HTMLElement): HTMLElement {
  return place.closest('tr') ?? place;
}
