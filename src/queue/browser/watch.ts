/** The script of staff's page of a lane: what moves is fetched anew every few seconds, and only what changed is written, so that a screen reader reads just that. */
for (const watch of document.querySelectorAll<HTMLElement>('[data-watch]')) {
  setInterval(() => {
    if (document.hidden) return;
    void fetch(watch.dataset['watch'] ?? '', { headers: { accept: 'text/html' } }).then((answer) => (answer.ok && !answer.redirected ? answer.text() : '')).then((text) => {
      const now = new DOMParser().parseFromString(text, 'text/html');
      for (const part of watch.querySelectorAll('[data-watch-part]')) {
        const fresh = now.querySelector(`[data-watch-part=${part.getAttribute('data-watch-part')}]`);
        if (fresh !== null && fresh.innerHTML !== part.innerHTML) part.innerHTML = fresh.innerHTML;
      }
    }).catch(() => undefined);
  }, 5_000);
}
