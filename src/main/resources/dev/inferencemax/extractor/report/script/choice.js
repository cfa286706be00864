// What is chosen of the configurations, and the controls to choose it by.

const CHOICES = {
  model: {name: 'Model', of: c => configurations.texts('model')[c]},
  load: {name: 'Lengths', of: loadOf},
  gpu: {name: 'GPU', of: c => configurations.texts('gpu')[c]},
  framework: {name: 'Framework', of: c => configurations.texts('framework')[c]},
  precision: {name: 'Precision', of: c => configurations.texts('precision')[c]},
  spec: {name: 'Speculative decoding', of: c => configurations.texts('spec_decoding')[c]},
  tp: {name: 'Parallelism', of: parallelismOf},
  conc: {name: 'Concurrency', of: c => configurations.texts('conc')[c]},
};
const SINGLE = ['model', 'load'];
const EVERY = '*';

const unfolded = new Set();

/** The most frequent first: by points, then by name. */
function byPoints(candidates, of, pointsIn) {
  const counts = new Map();
  for (const configuration of candidates) {
    counts.set(of(configuration), (counts.get(of(configuration)) || 0) + pointsIn(configuration).length);
  }
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([value]) => value);
}

/**
 * The chosen configurations. In the views with charts a model and its lengths are always chosen, and what the view
 * names narrows itself to the most frequent value until somebody chooses.
 */
class Choice {
  constructor({single = true, narrowed = []} = {}) {
    this.single = single;
    this.chosen = {};
    this.offered = {};
    this.unofficial = state.get('unofficial') === '1' || !anyOfficial();
    let left = configurations.all();
    for (const [key, {of}] of Object.entries(CHOICES)) {
      const offered = byPoints(left, of, configuration => this.points(configuration));
      this.offered[key] = offered;
      let values = state.all(key).filter(value => value !== EVERY && offered.includes(value));
      const none = values.length === 0 && !state.all(key).includes(EVERY);
      if (none && ((single && SINGLE.includes(key)) || narrowed.includes(key))) {
        values = offered.slice(0, 1);
      }
      this.chosen[key] = values;
      if (values.length > 0) {
        left = left.filter(configuration => values.includes(of(configuration)));
      }
    }
    this.configurations = left;
  }

  wants(point) {
    return this.unofficial || isOfficial(point);
  }

  points(configuration) {
    return pointsOf(configuration).filter(point => this.wants(point));
  }

  /** In words, for headings and for paper. */
  words() {
    return Object.entries(CHOICES)
      .filter(([key]) => this.chosen[key].length > 0)
      .map(([key, {name}]) => `${name}: ${this.chosen[key].map(value => value || 'unknown').join(', ')}`)
      .join(' · ');
  }

  controls(...more) {
    return element('form', {class: 'choice', 'aria-label': 'Filters', onsubmit: event => event.preventDefault()},
      SINGLE.map(key => this.select(key)),
      Object.keys(CHOICES).filter(key => !SINGLE.includes(key)).map(key => this.checkboxes(key)),
      more,
      this.officialToo(),
      element('p', {class: 'on-paper'}, this.words()));
  }

  select(key) {
    const {name} = CHOICES[key];
    const values = sorted(this.offered[key]).map(value => [value, value || 'unknown']);
    const options = this.single ? values : [[EVERY, 'all'], ...values];
    return selection(key, name, options, this.chosen[key][0] ?? EVERY, value => ({[key]: value}));
  }

  checkboxes(key) {
    const {name} = CHOICES[key];
    const values = sorted(this.offered[key]);
    const chosen = this.chosen[key];
    if (values.length < 2 && chosen.length === 0) {
      return null;
    }
    const shown = chosen.length === 0 ? 'all' : chosen.length > 2 ? `${chosen.length} chosen`
      : chosen.map(value => value || 'unknown').join(', ');
    const box = value => element('label', {},
      element('input', {
        type: 'checkbox', id: `${key}-${values.indexOf(value)}`, checked: chosen.includes(value),
        onchange: () => {
          const next = chosen.includes(value) ? chosen.filter(other => other !== value) : [...chosen, value];
          state.set({[key]: next.length === 0 ? EVERY : next, page: null});
        },
      }),
      published(value || 'unknown'));
    const details = element('details', {
      class: 'facet', open: unfolded.has(key),
      ontoggle: () => details.open ? unfolded.add(key) : unfolded.delete(key),
    },
      element('summary', {id: `facet-${key}`}, element('span', {class: 'label'}, name),
        element('span', {class: 'value'}, published(shown))),
      element('fieldset', {},
        element('legend', {class: 'unseen'}, name),
        element('button', {type: 'button', id: `all-${key}`, class: 'quiet',
          onclick: () => state.set({[key]: EVERY, page: null})}, 'All'),
        values.map(box)));
    return details;
  }

  officialToo() {
    if (!anyUnofficial() || !anyOfficial()) {
      return null;
    }
    return element('label', {class: 'tick'},
      element('input', {
        type: 'checkbox', id: 'unofficial', checked: this.unofficial,
        onchange: () => state.set({unofficial: this.unofficial ? null : '1', page: null}),
      }),
      'Unofficial runs too');
  }
}

/** Whether there are rows of the one kind and of the other. */
const kinds = {};

function anyUnofficial() {
  kinds.unofficial ??= points.all().some(point => !isOfficial(point));
  return kinds.unofficial;
}

function anyOfficial() {
  kinds.official ??= points.all().some(isOfficial);
  return kinds.official;
}

/** Numbers by their size, all else by the alphabet; unknown last. */
function sorted(values) {
  const collator = new Intl.Collator('en', {numeric: true});
  return [...values].sort((a, b) => (a === '') - (b === '') || collator.compare(a.replace(/,/g, ''), b.replace(/,/g, '')));
}

function selection(key, name, options, chosen, changes) {
  return element('label', {class: 'select'},
    element('span', {class: 'label'}, name),
    element('select', {id: `select-${key}`, onchange: event => state.set({...changes(event.target.value), page: null})},
      options.map(([value, text]) => element('option', {value, selected: value === chosen}, text))));
}

function metricSelection(key, name, metrics, chosen) {
  const options = metrics.map(metric => [metric, `${METRIC_NAMES[metric]} (${unitOf(metric)})`]);
  return selection(key, name, options, chosen, value => ({[key]: value}));
}

// A list of boxes closes when one goes elsewhere, as other lists do.
document.addEventListener('click', event => {
  document.querySelectorAll('details.facet[open]').forEach(details => {
    if (!details.contains(event.target) && event.target.isConnected) {
      details.open = false;
    }
  });
});
document.addEventListener('keydown', event => {
  const open = event.key === 'Escape' ? document.querySelector('details.facet[open]') : null;
  if (open) {
    open.open = false;
    open.querySelector('summary').focus();
  }
});
