// The views, and what all share: the way between them, the theme, paper.

const VIEWS = {
  overview: overviewView,
  trend: trendView,
  pareto: paretoView,
  coverage: coverageView,
  quality: qualityView,
  provenance: provenanceView,
};
/** What a choice in one view means in the others, too. */
const SHARED = [...Object.keys(CHOICES).slice(0, 6), 'unofficial'];

let viewBefore = null;

function render() {
  state.read();
  const name = VIEWS[state.get('view')] ? state.get('view') : 'overview';
  const view = VIEWS[name];
  const main = document.getElementById('main');
  const focused = document.activeElement && main.contains(document.activeElement) ? document.activeElement.id : '';
  const scrolled = scrollY;
  delete document.documentElement.dataset.ready;
  disposeCharts();
  drawn.splice(0);
  document.title = `${view.title} – InferenceMAX results`;
  navigation(name);
  main.replaceChildren(...view.render().filter(Boolean));
  drawCharts();
  if (name !== viewBefore) {
    if (viewBefore !== null) {
      scrollTo(0, 0);
      main.focus({preventScroll: true});
    }
    viewBefore = name;
  } else {
    scrollTo(0, scrolled);
    const again = focused && document.getElementById(focused);
    if (again) {
      again.focus({preventScroll: true});
    }
  }
  showDetails();
  document.documentElement.dataset.ready = name;
  performance.mark('ready');
}

function navigation(current) {
  const kept = new URLSearchParams([...state.now].filter(([key]) => SHARED.includes(key)));
  document.getElementById('views').replaceChildren(...Object.entries(VIEWS).map(([name, {title}]) => element('li', {},
    element('a', {href: state.with({view: name}, kept), 'aria-current': name === current ? 'page' : null}, title))));
}

// The theme is the reader's, not the view's: it is kept here and not in the address.
const THEMES = ['auto', 'light', 'dark'];
const theme = {
  name: 'auto',

  read() {
    try {
      this.name = THEMES.includes(localStorage.theme) ? localStorage.theme : 'auto';
    } catch (unavailable) {
      this.name = 'auto';
    }
  },

  show(name = this.name) {
    const dark = name === 'dark' || (name === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches);
    document.documentElement.dataset.theme = dark ? 'dark' : 'light';
    const button = document.getElementById('theme');
    button.textContent = `Theme: ${this.name}`;
    button.setAttribute('aria-label', `Theme: ${this.name}. Change it`);
  },

  next() {
    this.name = THEMES[(THEMES.indexOf(this.name) + 1) % THEMES.length];
    try {
      localStorage.theme = this.name;
    } catch (unavailable) {
      // it holds for this page only
    }
    this.show();
    render();
  },
};

document.getElementById('theme').addEventListener('click', () => theme.next());
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
  theme.show();
  render();
});
addEventListener('beforeprint', () => {
  theme.show('light');
  render();
});
addEventListener('afterprint', () => {
  theme.show();
  render();
});
// of every way to another address, also by a link within the page; hashchange would follow it
addEventListener('popstate', render);

// the address is the view's
document.querySelector('a.skip').addEventListener('click', event => {
  event.preventDefault();
  document.getElementById('main').focus();
});

document.getElementById('about').textContent =
  `${plural(points.total, 'measurement')} of ${plural(embedded.runs, 'run')}; version ${embedded.schema_version} of the dataset’s columns.`;
theme.read();
theme.show();
render();
