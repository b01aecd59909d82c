// A lesson's tasks: shows what its reader has ticked, here or on another device, and keeps each tick at once.
const form = document.querySelector('#ticks');
const said = form.querySelector('[data-said]');
const lesson = form.elements.lesson.value;
const boxes = [...form.elements].filter((field) => field.type === 'checkbox');
const kept = new Map();
let last = Promise.resolve();

async function ask(address, options) {
  const answer = await fetch(address, { ...options, headers: { accept: 'application/json' }, redirect: 'error' });
  if (!answer.ok) {
    throw new Error(answer.status);
  }
  return answer.json();
}

async function show() {
  const { ticked } = await ask(`${form.dataset.ticks}?${new URLSearchParams({ lesson })}`);
  for (const box of boxes.filter((one) => !kept.has(one))) {
    box.checked = ticked.includes(box.name.slice(5));
    kept.set(box, box.checked);
  }
  form.querySelector('button').hidden = true;
}

async function keep(box) {
  const wanted = box.checked;
  const body = new URLSearchParams({ lesson, [wanted ? box.name : box.name.replace('tick-', 'was-')]: 'yes' });
  try {
    await ask(form.action, { method: 'POST', body, keepalive: true });
    kept.set(box, wanted);
    said.textContent = form.dataset.kept;
  } catch {
    box.checked = kept.get(box);
    said.textContent = form.dataset.failed;
  }
}

for (const box of boxes) {
  box.addEventListener('change', () => {
    if (!kept.has(box)) {
      kept.set(box, !box.checked);
    }
    last = last.then(() => keep(box));
  });
}
show().catch(() => {
  said.textContent = form.dataset.unread;
});
