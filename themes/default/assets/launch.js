// Comfort on pages that show a launch: how long it is until it opens or closes, and how many places are free right now.
// All of it is true without this, and one link away; the time is the portal's own, whatever this device believes.
const countdowns = document.querySelectorAll('[data-until]');
const places = document.querySelectorAll('[data-places]');
const MINUTE = 60_000;

async function facts() {
  const answer = await fetch('/api/offers/facts', { headers: { accept: 'application/json' } });
  if (!answer.ok) {
    throw new Error(answer.status);
  }
  return answer.json();
}

function count(countdown, now) {
  const minutes = Math.ceil((Date.parse(countdown.dataset.until) - now) / MINUTE);
  const parts = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60];
  for (const [index, number] of countdown.querySelectorAll('b').entries()) {
    const word = number.nextElementSibling;
    number.textContent = parts[index];
    word.textContent = parts[index] === 1 ? word.dataset.one : word.dataset.other;
  }
  countdown.hidden = minutes <= 0;
}

// A page that was built for another phase than today's says what it says.
function show(place, { launch, phase, seats_left: left }) {
  if (place.dataset.places !== launch || phase !== 'open' || left === null) {
    return;
  }
  const words = [place.dataset.none, place.dataset.one][left] ?? place.dataset.other.replace('7', left.toLocaleString(document.documentElement.lang));
  // A new element: one whose words grow is told of as one that moves.
  const told = place.querySelector('dd');
  told.replaceWith(Object.assign(told.cloneNode(), { textContent: words }));
  const bar = place.querySelector('progress');
  if (bar) {
    bar.value = left;
    bar.parentElement.hidden = false;
  }
}

async function begin() {
  const found = await facts();
  const ahead = Date.parse(found.now) - Date.now();
  const tick = () => countdowns.forEach((countdown) => count(countdown, Date.now() + ahead));
  places.forEach((place) => show(place, found));
  tick();
  setInterval(tick, MINUTE / 4);
}

begin().catch(() => {});
