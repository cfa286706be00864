// Elements. What was published only ever becomes a text node: it is never read as markup.

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) {
      continue;
    }
    if (key.startsWith('on')) {
      made.addEventListener(key.slice(2), value);
    } else {
      made.setAttribute(key, value === true ? '' : value);
    }
  }
  made.append(...children.flat(2).filter(child => child !== null && child !== undefined && child !== ''));
  return made;
}

/** A published text: its direction is kept from reaching what stands beside it. */
function published(text) {
  return element('bdi', {}, text);
}

/** Columns are {name, number, short, wide, stays, cell}: what cell gives, of a row and its place, is a text or an element. */
function tableOf(caption, columns, rows) {
  const head = columns.map(column => element('th', {scope: 'col', class: column.number ? 'number' : null}, column.name));
  const body = rows.map((row, place) => element('tr', {}, columns.map(column =>
    element('td', {class: column.number ? 'number' : column.short ? 'short' : column.wide ? 'wide' : column.stays ? 'stays' : null}, column.cell(row, place)))));
  const table = element('table', {},
    element('caption', {}, caption),
    element('thead', {}, element('tr', {}, head)),
    element('tbody', {}, body));
  return element('div', {class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption}, table);
}

function definitions(pairs) {
  return element('dl', {class: 'facts'}, pairs
    .filter(([, value]) => value !== '' && value !== null && value !== undefined)
    .map(([name, value, hint]) => element('div', {},
      element('dt', {title: hint || null}, name),
      element('dd', {}, typeof value === 'string' ? published(value) : value))));
}

function say(text) {
  document.getElementById('status').textContent = text;
}
