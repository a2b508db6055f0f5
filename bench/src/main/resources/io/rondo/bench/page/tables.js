
// Tables: results with the figures of 2017 beside, verdicts, changes, the environment, commands.

function grid(headings, rows) {
  const head = el('tr', {}, ...headings.map((one) =>
    el('th', {scope: 'col', class: one.number ? 'number' : ''}, one.name)));
  const body = rows.map((row) => el('tr', {class: row.mark || ''}, ...row.cells.map((cell, place) => {
    const heading = headings[place];
    const content = cell instanceof Array ? cell : [cell];
    return place === 0
      ? el('th', {scope: 'row'}, ...content)
      : el('td', {class: (heading.number ? 'number' : '') + (heading.text ? ' text' : '')}, ...content);
  })));
  return el('div', {class: 'scroll', tabindex: '0'},
    el('table', {}, el('thead', {}, head), el('tbody', {}, ...body)));
}

const text = (name) => ({name});
const right = (name) => ({name, number: true});

function throughput(row, figure, decimals) {
  return row.opsPerSecond ? number(row.opsPerSecond[figure], decimals) : '-';
}

function latency(row, figure) {
  return row.latencyMicros ? number(row.latencyMicros[figure], 1) : '-';
}

function costs(row) {
  return [latency(row, 'p50'), latency(row, 'p99'), latency(row, 'p999'), latency(row, 'max'),
    number(row.allocatedBytesPerOp), row.cpuNanosPerOp == null ? '-' : number(row.cpuNanosPerOp / 1000, 2)];
}

const COSTS = [right('p50 µs'), right('p99 µs'), right('p99.9 µs'), right('max µs'), right('B/op'),
  right('CPU µs/op')];

function runTable(entry, rows) {
  const originals = rows.some((row) => row.original);
  const queues = rows.some((row) => row.queue);
  const headings = [text('scenario'), text('on'), text(''), right('best'), right('worst'), right('stdev'),
    right('median'), ...(originals ? [right('2017 best'), right('worst'), right('stdev'), text('function')] : []),
    ...(queues ? [text('promise'), right('lost'), right('redelivered'), right('twice')] : []),
    ...COSTS, ...(rows.some((row) => row.failure) ? [{name: 'failure', text: true}] : [])];
  return grid(headings, rows.map((row) => {
    const past = row.original;
    return {
      mark: isFailed(row) && !isLeftOut(row) ? 'failed' : '',
      cells: [form(entry, row), setting(entry, row), marks(row), throughput(row, 'best'), throughput(row, 'worst'),
        throughput(row, 'stdev'), throughput(row, 'median'),
        ...(!originals ? [] : past ? [number(past.best), number(past.worst), number(past.stdev), past.function] : ['', '', '', '']),
        ...(!queues ? [] : row.queue ? [row.queue.delivery, number(row.queue.lost), number(row.queue.redelivered), number(row.queue.duplicates)]
          : ['', '-', '-', '-']),
        ...costs(row), ...(rows.some((other) => other.failure) ? [row.failure || ''] : [])],
    };
  }));
}

// Rows that were measured across a network, in the form of the second part of 2017.
function acrossTable(entry, rows) {
  const figures = (one) => [number(one.worst, 2), number(one.best, 2), number(one.stdev, 2)];
  const columns = (name) => [right(name + ' worst'), right('best'), right('stdev')];
  const headings = [text('test'), text('on'), text('across'), ...columns(''), ...columns('VM to Mac:'), ...columns('Mac to VM:')];
  return grid(headings, rows.map((row) => ({
    cells: [row.across2017.test, setting(entry, row), row.across, ...figures(row.opsPerSecond),
      ...figures(row.across2017.toMacPro), ...figures(row.across2017.toDebian)],
  })));
}

function verdict(row) {
  return [mark(row.verdict), ...(isUnsteady(row) && !isFailed(row) ? [' ', mark('unsteady')] : []),
    ...(row.failure ? [' ' + row.failure] : [])];
}

function span(ratio) {
  return ratio ? number(ratio.low, 2) + ' - ' + number(ratio.high, 2) : '';
}

function byThroughput(one, other) {
  return (other.opsPerSecond ? other.opsPerSecond.median : 0) - (one.opsPerSecond ? one.opsPerSecond.median : 0);
}

function compareTable(entry, rows) {
  const headings = [text('client'), text('transport'), text('connections'), right('op/s'), right('ratio'),
    right('95 % interval'), text('verdict'), ...COSTS, right('switches/op'), right('server µs/op'),
    right('server busy'), right('system calls/op')];
  return grid(headings, rows.slice().sort(byThroughput).map((row) => ({
    mark: isFailed(row) ? 'failed' : '',
    cells: [setting(entry, row), row.channel || '-', row.connections, throughput(row, 'median'),
      row.ratio ? number(row.ratio.value, 2) : row.verdict === 'best peer' ? '1' : '-', span(row.ratio),
      verdict(row), ...costs(row), number(row.contextSwitchesPerOp, 2),
      row.serverCpuNanosPerOp == null ? '-' : number(row.serverCpuNanosPerOp / 1000, 2),
      row.serverBusy == null ? '-' : number(100 * row.serverBusy) + ' %', number(row.systemCallsPerOp, 1)],
  })));
}

// What explain counts beside the stages.
const COUNTED = [['systemCalls', 'system calls', 1, 1], ['contextSwitches', 'context switches', 1, 2],
  ['wakeUps', 'wake-ups', 1, 2], ['flushes', 'flushes', 1, 2], ['reads', 'reads', 1, 2],
  ['allocatedBytes', 'bytes allocated', 1, 0], ['callerCpuNanos', 'CPU of callers µs', 1000, 2],
  ['loopCpuNanos', 'CPU of the loop µs', 1000, 2], ['otherCpuNanos', 'other CPU µs', 1000, 2],
  ['commandsPerFlush', 'commands per flush', 1, 1], ['repliesPerRead', 'replies per read', 1, 1]];

function costTable(entry, rows) {
  const known = COUNTED.filter(([field]) => rows.some((row) => row.costs[field] != null));
  const overhead = rows.some((row) => row.overhead);
  const notes = rows.some((row) => row.note);
  const percent = (part) => number(part * 100, 1);
  const headings = [text('scenario'), text('on'), ...known.map(([, name]) => right(name)),
    ...(overhead ? [right('cost of the ledger, %'), right('95 % interval')] : []), ...(notes ? [{name: 'not known', text: true}] : [])];
  return grid(headings, rows.map((row) => ({
    cells: [form(entry, row), setting(entry, row),
      ...known.map(([field, , divisor, decimals]) => row.costs[field] == null ? '-' : number(row.costs[field] / divisor, decimals)),
      ...(!overhead ? [] : row.overhead ? [percent(row.overhead.value), percent(row.overhead.low) + ' - ' + percent(row.overhead.high)] : ['-', '']),
      ...(notes ? [row.note || ''] : [])],
  })));
}

function goalTable(goals) {
  const headings = [text('goal'), text('Rondo on'), text('figure'), text('against'), text('bound'), right('ratio'),
    right('95 % interval'), text('outcome')];
  const least = (goal) => goal.figure === 'throughput' ? 'at least ' : 'at most ';
  return grid(headings, goals.map((goal) => ({
    cells: [[goal.form, goal.placement, goal.server].join(', '), [goal.loop, goal.drive, goal.wait].join(' '), goal.figure,
      goal.rival || '-', least(goal) + number(goal.bound, 2) +
      (goal.intervalBound == null ? '' : ', interval from ' + number(goal.intervalBound, 2)),
      goal.ratio ? number(goal.ratio.value, 2) : '-', span(goal.ratio),
      [mark(goal.outcome.startsWith('missed') ? 'slower' : goal.outcome === 'reached' ? 'faster' : goal.outcome, goal.outcome)]],
  })));
}

function changeTable(change, letter) {
  const headings = [text('scenario'), text('on'), right('A op/s'), right(letter + ' op/s'),
    right(letter + ' / A'), right('95 % interval'), right('noise'), right('forks'), text('verdict of ' + letter)];
  return grid(headings, change.pairs.map((pair) => {
    const entry = model.documents[pair.first.document];
    const first = entry.rows[pair.first.row];
    const second = model.documents[pair.second.document].rows[pair.second.row];
    return {
      mark: pair.verdict === 'failed' ? 'failed' : '',
      cells: [form(entry, first), setting(entry, first), throughput(first, 'median'),
        throughput(second, 'median'), pair.ratio ? number(pair.ratio.value, 3) : '-', span(pair.ratio),
        pair.noise ? number((pair.noise - 1) * 100, 1) + ' %' : 'unknown', pair.ratio ? String(pair.ratio.pairs) : '-',
        [mark(pair.verdict), ...(isUnsteady(first) || isUnsteady(second) ? [' ', mark('unsteady')] : []),
          ...[first, second].filter((row) => row.failure).map((row) => ' ' + row.failure)]],
    };
  }));
}

function environmentFacts(entry) {
  const machine = entry.environment;
  const jvm = machine.jvm || {};
  const facts = {
    date: machine.date, 'command line': machine.commandLine, CPU: machine.cpu, cores: machine.cores,
    'cores allowed': machine.coresAllowed, kernel: machine.kernel,
    JVM: [jvm.name, jvm.version, jvm.vendor].filter(Boolean).join(', '),
    'flags of the measuring JVMs': (jvm.flags || []).join(' '),
    Netty: machine.netty, Rondo: machine.rondo, placement: machine.placement, stdev: machine.stdev,
  };
  (machine.servers || []).forEach((server) => {
    const name = 'server ' + server.label + ', ' + server.placement;
    const info = Object.entries(server.info || {}).map(([key, value]) => key + ' ' + value);
    facts[name] = ['Redis ' + server.version, 'cores ' + server.cores, ...info].join(', ');
    if (server.link) {
      const proxy = server.link.proxy;
      facts[name + ', the way to it'] = ['PING ' + number(server.link.pingMicros, 1) + ' µs, in pipelines ' + number(server.link.pingsPerSecond) + '/s',
        ...(proxy ? ['through the proxy at rtt 0 ' + number(proxy.pingMicrosAtZero, 1) + ' µs, in pipelines ' + number(proxy.pingsPerSecondAtZero) + '/s',
          'with its delay ' + number(proxy.pingMicros, 1) + ' µs', 'the proxy on cores ' + proxy.cores,
          ...(proxy.cpuMicrosPerPing == null ? [] : [number(proxy.cpuMicrosPerPing, 1) + ' µs of its CPU per PING'])] : [])].join('; ');
    }
    const settings = Object.entries(server.configuration || {});
    if (settings.length) {
      facts[name + ', settings'] = settings.map(([key, value]) => key + ' ' + (value || '""')).join(', ');
    }
  });
  return facts;
}

function environmentTable() {
  const all = model.documents.map(environmentFacts);
  const names = [...new Set(all.flatMap((facts) => Object.keys(facts)))];
  const several = all.length > 1;
  const headings = [text(''), ...model.documents.map((entry) =>
    ({name: several ? entry.side + ': ' + entry.name : 'value', text: true}))];
  const long = (name) => name.endsWith(', settings');
  const rows = (chosen) => chosen.map((name) => {
    const values = all.map((facts) => String(facts[name] ?? '-'));
    const differ = several && new Set(values).size > 1 && !['date', 'command line'].includes(name);
    return {mark: differ ? 'differs' : '', cells: [name, ...values]};
  });
  const node = section('environment', 'Environment', several ? 'Lines in which the files differ are coloured.' : null);
  node.append(grid(headings, rows(names.filter((name) => !long(name)))));
  if (names.some(long)) {
    node.append(el('details', {}, el('summary', {}, 'Settings of the servers'), grid(headings, rows(names.filter(long)))));
  }
  return node;
}

function commandList() {
  const node = section('commands', 'Measure a row again', 'Each line measures one row and what it is held against.');
  for (const entry of model.documents) {
    const several = model.documents.length > 1;
    for (const [name, rows] of groupBy(entry.rows.filter((row) => row.kind !== COLD && !row.twin), (row) => form(entry, row))) {
      const items = rows.map((row) =>
        el('li', {}, setting(entry, row), ' ', ...marks(row), el('code', {}, row.command)));
      node.append(el('details', {}, el('summary', {}, (several ? entry.side + ': ' : '') + name),
        el('ul', {class: 'commands'}, ...items)));
    }
  }
  return node;
}
