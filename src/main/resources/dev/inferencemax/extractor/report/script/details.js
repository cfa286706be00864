// One point: everything that is known of where it comes from.

/** Opens the details of a point; where it stands tells it from others that do, and from itself elsewhere. */
function detailsButton(point, where) {
  return element('button', {type: 'button', class: 'quiet', id: `point-${where}`, onclick: () => openPoint(point),
    'aria-label': `Details of ${labelOf(points.numbers('configuration')[point])}, ${moment(dateOf(point))}`}, 'Details');
}

let opener = null;

function openPoint(point) {
  opener = document.activeElement ? document.activeElement.id : null;
  state.set({point: keyOf(point)});
}

function closePoint() {
  if (state.get('point') !== '') {
    state.set({point: null});
    const before = opener && document.getElementById(opener);
    if (before) {
      before.focus();
    }
  }
}

/** Opens or closes the details as the address says. */
function showDetails() {
  const dialog = document.getElementById('details');
  const key = state.get('point');
  if (key === '') {
    dialog.open && dialog.close();
    return;
  }
  const point = pointWith(key);
  dialog.replaceChildren(...(point === null ? unknownPoint(key) : detailsOf(point)));
  if (!dialog.open) {
    dialog.showModal();
  }
}

function dialogHead(title) {
  return element('div', {class: 'dialog-head'},
    element('h2', {id: 'details-title'}, title),
    element('button', {type: 'button', class: 'quiet', id: 'close-details', onclick: closePoint}, 'Close'));
}

function unknownPoint(key) {
  return [dialogHead('This point is not on the page'),
    element('p', {}, 'The link names a measurement that this page does not hold: ', published(key),
      '. It may still be in history.csv.')];
}

function detailsOf(point) {
  const configuration = points.numbers('configuration')[point];
  const artifact = points.numbers('artifact')[point];
  const of = column => points.texts(column)[point];
  const runId = ofRun(point, 'run_id');
  const address = runAddress(runId, ofRun(point, 'repository'));
  const sha = ofRun(point, 'head_sha');
  return [
    dialogHead(published(labelOf(configuration))),
    element('p', {class: 'lead'}, published(ofConfiguration(point, 'model_name')), ` · ${loadOf(configuration)} · ${moment(dateOf(point))}`),
    address ? element('p', {}, element('a', {class: 'button', href: address, rel: 'noreferrer', id: 'run-on-github'}, `Run ${runId} on GitHub`)) : null,
    element('h3', {}, 'Where it comes from'),
    definitions([
      ['Run', runId || 'unknown'],
      ['Attempt', ofRun(point, 'run_attempt')],
      ['Created', moment(dateOf(point))],
      ['Workflow', ofRun(point, 'workflow')],
      ['Event', ofRun(point, 'event')],
      ['Branch', ofRun(point, 'head_branch')],
      ['Commit', sha],
      ['Artifact', artifacts.texts('artifact_name')[artifact]],
      ['Artifact id', artifacts.texts('artifact_id')[artifact]],
      ['File', fileOf(point)],
      ['Index in the file', of('record_index')],
      ['Machine', [of('runner'), of('runner_index')].filter(Boolean).join(' · number ')],
      ['Hardware label', of('hw'), meaningOf('hw')],
      ['Image', of('image')],
      ['Framework as published', of('framework_raw')],
      ['Model as served', of('model_id')],
      ['Format', of('format'), meaningOf('format')],
      ['Bytes from', artifacts.texts('source')[artifact]],
    ]),
    element('h3', {}, 'Measured'),
    definitions(METRICS.map(([metric, name]) => {
      const value = points.numbers(metric)[point];
      return [name, Number.isNaN(value) ? '' : element('span', {class: 'measure'}, withUnit(value, unitOf(metric))), meaningOf(metric)];
    })),
    element('h3', {}, 'Configuration'),
    definitions(Object.keys(configurations.columns).filter(column => column !== 'model_name' && column !== 'rows')
      .map(column => [column, configurations.texts(column)[configuration], meaningOf(column)])),
    element('h3', {}, 'Flags'),
    flagsOf(point).length === 0 ? element('p', {}, 'Nothing is known against it.')
      : element('ul', {}, flagsOf(point).map(flag => element('li', {}, element('code', {}, published(flag)), ' ', ruleMeaning(ruleOf(flag)),
        findingOf(point, ruleOf(flag)) === '' ? null : [' – ', published(findingOf(point, ruleOf(flag)))]))),
    element('p', {class: 'links'},
      element('a', {href: state.with({view: 'trend', point: null, ...choiceOf(configuration)}, new URLSearchParams())}, 'Its trend'),
      ' · ', element('a', {href: state.with({view: 'provenance', run: runId}, new URLSearchParams())}, 'All rows of this run'),
      ' · ', element('button', {type: 'button', class: 'quiet', id: 'copy-link', onclick: copyLink}, 'Copy a link to this')),
  ].filter(Boolean);
}

/** The values by which a view shows just this configuration. */
function choiceOf(configuration) {
  return Object.fromEntries(Object.entries(CHOICES).map(([key, {of}]) => [key, of(configuration)]));
}

function copyLink() {
  const done = () => say('The link is copied.');
  if (navigator.clipboard) {
    navigator.clipboard.writeText(location.href).then(done, () => say('The link is in the address bar.'));
  } else {
    say('The link is in the address bar.');
  }
}

document.getElementById('details').addEventListener('close', closePoint);
document.getElementById('details').addEventListener('click', event => {
  if (event.target === event.currentTarget) {
    closePoint();
  }
});
