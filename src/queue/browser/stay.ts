/**
 * The script of pages behind a lane: warns some minutes before one's time ends, and asks for more without leaving what is written. Without it the page
 * says from the beginning when the time ends, and more is asked for in another tab.
 */

for (const stay of document.querySelectorAll<HTMLElement>('[data-stay]')) {
  const told = stay.querySelector('[role=status]');
  const form = stay.querySelector('form');
  if (told === null || form === null) continue;
  const say = (what: string, near: boolean) => {
    told.textContent = (stay.dataset[what] ?? '').replace('{time}', stay.dataset['stayTime'] ?? '');
    if (near) stay.dataset['color'] = 'warning';
    else delete stay.dataset['color'];
  };
  let timers: ReturnType<typeof setTimeout>[] = [];
  const until = (left: number) => {
    timers.forEach(clearTimeout);
    const near = left - Number(stay.dataset['stayWarned']);
    timers = [...(near > 0 ? [setTimeout(() => { say('stayNear', true); }, near * 1000)] : []), setTimeout(() => { say('stayOver', true); }, left * 1000)];
  };
  until(Number(stay.dataset['stay']));
  const tab = stay.querySelector<HTMLElement>('[data-stay-tab]');
  if (tab !== null) tab.hidden = true;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void fetch(form.action, { method: 'POST', headers: { accept: 'application/json' }, body: new URLSearchParams({ kvar: 'ja' }) })
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(String(answer.status))))).then(({ left, time }: { left: number; time: string }) => {
        stay.dataset['stayTime'] = time;
        say('stayGiven', false);
        until(left);
      }).catch(() => { say('stayFailed', true); });
  });
}
