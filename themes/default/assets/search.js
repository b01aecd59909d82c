// The search page: asks the index for the words in the address, and lists what it finds. Behind the gate it joins the
// months that this reader may open; the gate says no to the others, and they are left out.
const form = document.querySelector('[data-search]');
const said = document.querySelector('[data-said]');
const list = document.querySelector('[data-found-list]');
const index = form.dataset.search;
const months = form.dataset.months.split(' ').filter((month) => month !== '');
const MOST = 20;

let opening;
let asked = 0;

async function open() {
  const pagefind = await import(`${index}pagefind.js`);
  await pagefind.options({ baseUrl: '/', noWorker: true, excerptLength: 20 });
  await pagefind.init();
  await Promise.all(months.map((month) => join(pagefind, month)));
  return pagefind;
}

async function join(pagefind, month) {
  const answer = await fetch(`${month}pagefind-entry.json`, { redirect: 'manual' });
  if (answer.ok) {
    await pagefind.mergeIndex(month, { baseUrl: '/' });
  }
}

async function find(words) {
  const turn = ++asked;
  if (words.trim() === '') {
    show('', []);
    return;
  }
  try {
    opening ??= open();
    const found = await (await opening).search(words);
    const pages = await Promise.all(found.results.slice(0, MOST).map((result) => result.data()));
    if (turn === asked) {
      show(count(found.results.length), pages);
    }
  } catch (error) {
    opening = undefined;
    show(said.dataset.failed, []);
  }
}

function count(found) {
  return [said.dataset.none, said.dataset.one][found] ?? said.dataset.other.replace('7', found);
}

function show(text, pages) {
  said.textContent = text;
  list.replaceChildren(...pages.map(row));
}

function row(page) {
  const item = document.createElement('li');
  const title = document.createElement('h2');
  const link = document.createElement('a');
  link.href = page.url;
  link.textContent = page.meta.title;
  title.className = 'card-title';
  title.append(link);
  const lines = document.createElement('p');
  // The excerpt is text with marks; the marks are left out, and nothing in it becomes markup.
  const excerpt = new DOMParser().parseFromString(page.excerpt, 'text/html').body.textContent.trim();
  const [before, after] = page.content.split(excerpt);
  lines.textContent = `${before === '' ? '' : '… '}${excerpt}${after === '' ? '' : ' …'}`;
  item.append(title, lines);
  return item;
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  history.replaceState(null, '', `?${new URLSearchParams({ q: form.q.value })}`);
  find(form.q.value);
});
form.q.value = new URLSearchParams(location.search).get('q') ?? '';
find(form.q.value);
