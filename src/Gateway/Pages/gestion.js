// Pages work without this file; it only spares a wait or a click.
'use strict';
document.addEventListener('submit', event => {
  const button = event.submitter;
  // After a download the page is still there.
  if (!(button instanceof HTMLButtonElement) || 'telecharge' in button.dataset) return;
  // A long act is sent once, and says that it is under way.
  const waiting = button.dataset.attente;
  if (waiting) button.textContent = waiting;
  setTimeout(() => event.target.querySelectorAll('button').forEach(b => { b.disabled = true; }), 0);
});
window.addEventListener('pageshow', event => {
  if (event.persisted) document.querySelectorAll('button:disabled').forEach(b => { b.disabled = false; });
});
document.querySelectorAll('.lien-unique').forEach(field => field.addEventListener('focus', () => field.select()));
