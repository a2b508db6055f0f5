
// The page: its sections in order, for each document, and for documents against each other.

const several = model.documents.length > 1;

function idOf(name, place) {
  return several ? name + '-' + place : name;
}

function panel(title, wide) {
  return el('div', {class: 'panel' + (wide ? ' wide' : '')}, el('h3', {}, title));
}

function failures(entry, rows) {
  const failed = rows.filter((row) => isFailed(row) && !isLeftOut(row));
  return failed.length === 0 ? null : el('ul', {class: 'failures'}, ...failed.map((row) =>
    el('li', {}, mark('failed', 'FAILED'), ' ' + setting(entry, row) + ': ' + (row.failure || 'no figures'))));
}

function warmRows(entry) {
  return entry.rows.filter((row) => row.kind !== COLD);
}

function tables(entry, place) {
  const node = section(idOf('table', place), 'Table',
    'op: a set+get pair; in bulk a SET, with latencies of a batch; of a queue a task. ' +
    (shared(entry) ? 'Common to all rows: ' + shared(entry) + '.' : ''));
  if (entry.kind === 'compare') {
    node.append(el('p', {class: 'note'}, entry.method));
    for (const [name, rows] of groupBy(entry.rows, (row) => form(entry, row))) {
      node.append(el('h3', {}, name), compareTable(entry, rows));
    }
    return node;
  }
  const warm = warmRows(entry);
  const cold = entry.rows.filter((row) => row.kind === COLD);
  node.append(runTable(entry, warm));
  if (warm.some((row) => row.original)) {
    node.append(el('p', {class: 'note'}, model.source2017 + '. Its form of the pipeline was a transaction, its workers had a connection each.'));
  }
  const across = warm.filter((row) => row.across2017 && !isFailed(row));
  if (across.length) {
    node.append(el('h3', {}, 'Beside the second part of 2017'), acrossTable(entry, across), el('p', {class: 'note'}, model.sourceAcross2017));
  }
  if (cold.length) {
    node.append(el('details', {}, el('summary', {}, 'Cold: the first run in a fresh process'), runTable(entry, cold)));
  }
  return node;
}

function throughputs(entry, place) {
  const one = entry.kind === 'compare'
    ? 'A dot is a fork (a JVM of its own, all its repetitions together).'
    : 'A dot is a repetition; all are of one JVM, so the interval says nothing about another JVM.';
  const node = section(idOf('throughput', place), 'Throughput', one + ' Failed and unsteady rows are marked.');
  const panels = el('div', {class: 'panels'});
  for (const [name, rows] of groupBy(warmRows(entry), (row) => form(entry, row))) {
    const box = panel(name);
    throughputChart(box, entry, rows);
    box.append(failures(entry, rows) || '');
    panels.append(box);
  }
  node.append(panels);
  return node;
}

function contests(entry, place) {
  const node = section(idOf('comparison', place), 'Comparison',
    'Each row against the best peer in the same blocks: right of 1 is faster. The band is what the same cell, measured twice, seems to differ by (A/A): a ratio inside it decides nothing.');
  const panels = el('div', {class: 'panels'});
  for (const [name, rows] of groupBy(entry.rows, (row) => form(entry, row))) {
    const shown = rows.slice().sort(byThroughput);
    const box = panel(name);
    const items = shown.map((row) => ({
      name: setting(entry, row), ratio: row.ratio, verdict: row.verdict,
      tip: () => rowTooltip(entry, row) + (row.ratio
        ? '<br>' + number(row.ratio.value, 2) + ' x ' + escaped(row.bestPeer) + ' (' + span(row.ratio) + '), ' + number(row.ratio.pairs) + ' blocks'
        : '') + '<br>' + escaped(row.verdict),
    }));
    ratioChart(box, 'Comparison of ' + name, 'times the best peer', items, rows[0].noise);
    box.append(failures(entry, rows) || '');
    panels.append(box);
  }
  node.append(panels);
  return node;
}

function goals(entry, place) {
  if (!entry.goals?.length) {
    return null;
  }
  const node = section(idOf('goals', place), 'Goals', 'What Rondo is meant to reach, in each setting in which it ran.');
  node.append(goalTable(entry.goals));
  return node;
}

// Groups of rows with a box each, and one for the group; what is ticked is drawn.
function chooser(groups, lines, set) {
  const node = el('div', {class: 'choices'});
  for (const [name, members] of groups) {
    const boxes = members.map((line) => {
      const box = el('input', {type: 'checkbox', 'data-line': line.name, onchange: () => set([line], box.checked)});
      box.checked = line.selected;
      const swatch = el('span', {class: 'swatch'});
      swatch.dataset.color = line.color;
      return {box, line, label: el('label', {}, box, swatch, line.label)};
    });
    const all = el('input', {type: 'checkbox', onchange: () => {
      boxes.forEach(({box}) => { box.checked = all.checked; });
      set(members, all.checked);
    }});
    all.checked = members.every((line) => line.selected);
    node.append(el('div', {class: 'group'}, el('label', {class: 'whole'}, all, name), ...boxes.map((one) => one.label)));
  }
  return node;
}

function paintSwatches() {
  document.querySelectorAll('.swatch').forEach((swatch) => {
    swatch.style.background = color(Number(swatch.dataset.color));
  });
}

function latencies() {
  const rows = model.documents.flatMap((entry) => entry.rows.filter((row) => row.percentiles?.length)
    .map((row) => ({entry, row})));
  if (rows.length === 0) {
    return null;
  }
  const prefix = (entry) => several ? entry.side + ' ' + (model.documents.filter((one) => one.side === entry.side).length > 1 ? entry.name + ' ' : '') : '';
  const groups = groupBy(rows, ({entry, row}) => form(entry, row));
  const [first] = groups.keys();
  const names = new Set();
  const lines = rows.map(({entry, row}) => {
    const group = form(entry, row);
    const label = prefix(entry) + setting(entry, row);
    let name = group + ', ' + label;
    while (names.has(name)) {
      name += ' ';
    }
    names.add(name);
    return {
      name, label, group, points: row.percentiles, dashed: row.kind === COLD,
      selected: group === first && row.kind !== COLD,
    };
  });
  const members = groupBy(lines, (line) => line.group);
  members.forEach((group) => {
    group.sort((one, other) => one.dashed - other.dashed);
    const settings = [...new Set(group.map((line) => line.label.replace(/ cold$/, '')))];
    group.forEach((line) => { line.color = settings.indexOf(line.label.replace(/ cold$/, '')); });
  });
  const node = section('latency', 'Latency by percentile',
    'From the submission of SET to the completion of GET; in bulk, of a batch; under load, from when the pair was due; of a queue, from just before the push of a task to the receipt of its result. Tick the rows to draw; the last point of a line is its largest latency. Cold rows, the first run in a fresh process, are dashed.');
  const box = panel('Percentiles', true);
  const one = latencyChart(box, lines);
  box.append(chooser(members, lines, (chosen, on) => {
    chosen.forEach((line) => {
      line.selected = on;
      one.instance.dispatchAction({type: on ? 'legendSelect' : 'legendUnSelect', name: line.name});
    });
  }));
  node.append(box);
  return node;
}

function ledgers(entry, place) {
  const rows = entry.rows.filter((row) => row.ledger);
  if (rows.length === 0) {
    return null;
  }
  const node = section(idOf('ledger', place), 'Where the time of a command goes',
    'Mean time of each stage; together they are the time from end to end. Paler stages are shared: a whole batch waits for them.');
  const names = [...new Set(rows.flatMap((row) => row.ledger.stages.map((stage) => stage.name)))];
  let divided = false;
  const own = [];
  const choose = (value) => {
    divided = value;
    seen.setAttribute('aria-pressed', String(!value));
    cost.setAttribute('aria-pressed', String(value));
    own.forEach(draw);
  };
  const seen = el('button', {'aria-pressed': 'true', onclick: () => choose(false)}, 'As each command saw it');
  const cost = el('button', {'aria-pressed': 'false', onclick: () => choose(true)}, 'Shared stages divided by the batch');
  const panels = el('div', {class: 'panels'});
  for (const [name, group] of groupBy(rows, (row) => form(entry, row))) {
    const box = panel(name);
    own.push(ledgerChart(box, entry, group, names, () => divided));
    box.append(estimates(entry, group) || '');
    panels.append(box);
  }
  node.append(el('div', {class: 'buttons'}, seen, cost), panels);
  const counted = rows.filter((row) => row.costs);
  if (counted.length) {
    node.append(el('h3', {class: 'apart'}, 'Per set+get'), costTable(entry, counted));
  }
  return node;
}

function estimates(entry, rows) {
  const all = rows.flatMap((row) => (row.ledger.estimates || []).map((one) => ({
    cells: [setting(entry, row), one.name, short(one.nanos / 1000), one.method],
  })));
  return all.length === 0 ? null : el('details', {}, el('summary', {}, 'Estimates of what no timestamp sees'),
    grid([text('on'), text('part'), right('µs'), {name: 'worked out by', text: true}], all));
}

function sweeps(entry, place) {
  if (!entry.curves) {
    return null;
  }
  const node = section(idOf('sweep', place), 'Sweep over ' + entry.unit,
    'Lines join medians, dots are repetitions, thick strokes the 95 % intervals of the medians; a ring marks the maximum, a hollow point an unsteady row.');
  const panels = el('div', {class: 'panels'});
  for (const [name, curves] of groupBy(entry.curves, (curve) => curve.form)) {
    const box = panel(name, true);
    const words = curves.map((curve) => curve.setting.split(' '));
    const telling = words[0].map((word, at) => words.some((other) => other[at] !== word));
    curves.forEach((curve, at) => {
      curve.name = words[at].filter((word, index) => index === 0 || telling[index]).join(' ');
    });
    sweepChart(box, entry, curves);
    const maxima = curves.map((curve) => {
      const row = entry.rows[curve.highest];
      return {cells: [curve.name, row ? number(row.opsPerSecond.median) : '-', row ? placeOf(entry, row) : '-']};
    });
    box.append(grid([text('on'), right('maximum, ' + op(entry.rows[0]) + '/s'), right('at ' + entry.unit)], maxima),
      failures(entry, curves.flatMap((curve) => curve.rows.map((index) => entry.rows[index]))) || '');
    panels.append(box);
  }
  node.append(panels);
  return node;
}

function changes(change) {
  const letter = change.side;
  const node = section('changes-' + letter, letter + ' against A',
    'Right of 1: ' + letter + ' is faster. A winner takes at least five forks on either side, an interval that excludes 1, and an effect larger than the noise: what equal cells differ by. One run is one fork; a comparison has one per block. What differs between the two occasions themselves, nothing here can tell from what was changed: measure A twice to see it.');
  const panels = el('div', {class: 'panels'});
  const entryOf = (place) => model.documents[place.document];
  const rowOf = (place) => entryOf(place).rows[place.row];
  for (const [name, pairs] of groupBy(change.pairs, (pair) => form(entryOf(pair.first), rowOf(pair.first)))) {
    const box = panel(name);
    const noises = pairs.map((pair) => pair.noise).filter(Boolean);
    const items = pairs.map((pair) => ({
      name: setting(entryOf(pair.first), rowOf(pair.first)), ratio: pair.ratio, verdict: pair.verdict,
      tip: () => '<b>A</b> ' + rowTooltip(entryOf(pair.first), rowOf(pair.first)) + '<br><b>' + letter + '</b> ' +
        rowTooltip(entryOf(pair.second), rowOf(pair.second)) + (pair.ratio ? '<br>' + letter + ' / A ' + number(pair.ratio.value, 3) +
        ' (' + span(pair.ratio) + '), ' + pair.ratio.pairs + ' forks' : '') + '<br>' + escaped(pair.verdict),
    }));
    ratioChart(box, letter + ' against A, ' + name, letter + ' as a multiple of A', items, noises.length ? Math.max(...noises) : null);
    panels.append(box);
  }
  node.append(panels, changeTable(change, letter));
  for (const [whose, places] of [['A', change.onlyFirst], [letter, change.onlySecond]]) {
    if (places.length) {
      node.append(el('details', {}, el('summary', {}, places.length + ' rows are in ' + whose + ' only'),
        el('ul', {}, ...places.map((place) => el('li', {}, form(entryOf(place), rowOf(place)) + ', ' + setting(entryOf(place), rowOf(place)))))));
    }
  }
  return node;
}

function header() {
  const button = el('button', {onclick: () => setTheme(theme() === 'dark' ? 'light' : 'dark'), id: 'theme'}, '');
  const lines = model.documents.map((entry) => {
    const machine = entry.environment;
    return el('p', {}, (several ? entry.side + ': ' + entry.name + ', ' : '') + [machine.date, machine.cpu,
      machine.cores + ' cores', machine.kernel, machine.jvm && 'JDK ' + machine.jvm.version,
      machine.netty && 'Netty ' + machine.netty].filter(Boolean).join(', '));
  });
  document.getElementById('head').append(el('h1', {}, model.title), button, ...lines);
  document.title = model.title;
}

function setTheme(name) {
  document.documentElement.dataset.theme = name;
  document.getElementById('theme').textContent = name === 'dark' ? 'Light' : 'Dark';
  paintSwatches();
  drawAll();
}

function documentSections(entry, place) {
  const sections = [];
  if (several) {
    sections.push(el('h2', {id: 'document-' + place}, entry.side + ': ' + entry.name + ' (' + entry.kind + ')'));
  }
  if (entry.headlines?.length) {
    sections.push(el('ul', {class: 'headlines'}, ...entry.headlines.map((line) => el('li', {}, line))));
  }
  sections.push(goals(entry, place), entry.kind === 'compare' ? contests(entry, place) : null, ledgers(entry, place), sweeps(entry, place));
  sections.push(loads(entry, place));
  // The curves of a sweep show every repetition already; under load, what was asked for is what was reached.
  sections.push(entry.curves || entry.loadCurves ? null : throughputs(entry, place), tables(entry, place));
  return sections;
}

function build() {
  header();
  const report = document.getElementById('report');
  const parts = [...model.changes.map(changes)];
  if (!several) {
    const own = documentSections(model.documents[0], 0);
    parts.push(...own.slice(0, -1), latencies(), own[own.length - 1]);
  } else {
    parts.push(latencies(), ...model.documents.flatMap(documentSections));
  }
  parts.push(environmentTable(), commandList());
  const shown = parts.filter(Boolean);
  report.append(...shown);
  document.getElementById('contents').append(...shown.filter((part) => part.id && (!several || !part.id.match(/^(table|throughput|comparison|goals|ledger|sweep|load)-/)))
    .map((part) => el('a', {href: '#' + part.id}, (part.querySelector('h2') || part).textContent)));
  document.getElementById('foot').append('Made by Rondo bench ' + model.bench +
    '. Charts: Apache ECharts ' + echarts.version + ', Apache License 2.0.');
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  setTheme(dark.matches ? 'dark' : 'light');
  dark.addEventListener('change', () => setTheme(dark.matches ? 'dark' : 'light'));
  charts.forEach((one) => resizing.observe(one.place));
}

build();
