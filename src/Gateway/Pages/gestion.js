// Pages work without this file; it only spares a wait or a click.
'use strict';
document.addEventListener('submit', event => {
  const button = event.submitter;
  // After a download the page is still there.
  if (!(button instanceof HTMLButtonElement) || 'telecharge' in button.dataset) return;
  // Its steps are looked at while it goes on, instead of waiting for its end.
  if ('suivre' in event.target.dataset) {
    const asked = document.createElement('input');
    Object.assign(asked, { type: 'hidden', name: 'suivre', value: 'oui' });
    event.target.append(asked);
  }
  // A long act is sent once, and says that it is under way.
  const waiting = button.dataset.attente;
  if (waiting) button.textContent = waiting;
  setTimeout(() => event.target.querySelectorAll('button').forEach(b => { b.disabled = true; }), 0);
});
window.addEventListener('pageshow', event => {
  if (event.persisted) document.querySelectorAll('button:disabled').forEach(b => { b.disabled = false; });
});
document.querySelectorAll('.lien-unique').forEach(field => field.addEventListener('focus', () => field.select()));
// A file may be dropped anywhere on its place.
document.querySelectorAll('.depot').forEach(place => {
  const over = on => event => { event.preventDefault(); place.classList.toggle('survol', on); };
  place.addEventListener('dragover', over(true));
  place.addEventListener('dragleave', over(false));
  place.addEventListener('drop', event => {
    over(false)(event);
    const input = place.querySelector('input[type=file]');
    if (event.dataTransfer.files.length) { input.files = event.dataTransfer.files; input.focus(); }
  });
});
// Work under way is looked at again until it is over; then the page tells its end.
const pace = () => Number(document.querySelector('[data-suivi]')?.dataset.suivi) || 2000;
const look = async () => {
  const place = document.querySelector('[data-suivi]');
  if (!place) return;
  try {
    const answer = await fetch(location.href, { redirect: 'manual' });
    const next = answer.ok && new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('[data-suivi]');
    if (!next) { location.reload(); return; }
    if (place.innerHTML !== next.innerHTML) place.replaceChildren(...next.childNodes);
  } catch { /* The gateway is away for a moment. */ }
  setTimeout(look, pace());
};
setTimeout(look, Math.min(1000, pace()));
