'use strict';

// What every part of the page needs: the data, elements, numbers, names of rows, colours.

const model = JSON.parse(document.getElementById('data').textContent);
const COLD = 'cold';

function el(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name === 'class') {
      node.className = value;
    } else if (name.startsWith('on')) {
      node.addEventListener(name.slice(2), value);
    } else {
      node.setAttribute(name, value);
    }
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

// For the tooltips, which are HTML: a results file may come from anywhere.
function escaped(text) {
  return String(text).replace(/[&<>"']/g, (sign) => '&#' + sign.charCodeAt(0) + ';');
}

function number(value, decimals) {
  if (typeof value !== 'number' || Number.isNaN(value)) {
    return '-';
  }
  return value.toLocaleString('en-US', {
    minimumFractionDigits: decimals || 0,
    maximumFractionDigits: decimals || 0,
  });
}

// Three digits that mean something, whatever the size.
function short(value) {
  if (typeof value !== 'number') {
    return '-';
  }
  const size = Math.abs(value);
  return number(value, size >= 100 || size === 0 ? 0 : size >= 10 ? 1 : size >= 0.1 ? 2 : 3);
}

// For axes: 1,000 as 1k.
function axis(value) {
  const size = Math.abs(value);
  if (size >= 1e6) {
    return +(value / 1e6).toPrecision(3) + 'M';
  }
  return size >= 1e3 ? +(value / 1e3).toPrecision(3) + 'k' : String(+value.toPrecision(3));
}

// The scenario of a task queue: its form, how its parties are run, whether a worker was killed.
function queueOf(row) {
  const parts = row.scenario.match(/^queue-(.+)-(async|threads)(-kill)?$/);
  return parts && {form: parts[1], style: parts[2], killed: Boolean(parts[3])};
}

// Microseconds as the command line has them.
function roundTrip(micros) {
  return micros === 0 ? '0' : micros % 1e6 === 0 ? micros / 1e6 + 's' : micros % 1e3 === 0 ? micros / 1e3 + 'ms' : micros + 'us';
}

function op(row) {
  if (queueOf(row)) {
    return 'task';
  }
  return row.scenario === 'bulk' ? 'SET' : 'set+get';
}

function isConcurrent(row) {
  return row.scenario.startsWith('async') || row.scenario === 'threads';
}

const differing = new WeakMap();

// Whether rows of a document differ in a field; what all share is said once, in the note on top.
function differs(entry, field) {
  if (!differing.has(entry)) {
    differing.set(entry, new Map());
  }
  const known = differing.get(entry);
  if (!known.has(field)) {
    const values = new Set(entry.rows.filter((row) => row.kind !== COLD).map((row) => row[field]));
    known.set(field, values.size > 1);
  }
  return known.get(field);
}

// What is run, whoever runs it: rows of the same form are drawn side by side.
function form(entry, row) {
  const queue = queueOf(row);
  // Forms of queues are what is compared: they stand side by side.
  const words = queue
    ? ['queue ' + queue.style, row.workers + ' workers', row.loop, ...(queue.killed ? ['a worker killed'] : [])]
    : [row.scenario];
  if (row.load) {
    words.push(row.workers > 1 ? row.workers + ' connections' : row.connections);
  } else if (isConcurrent(row)) {
    words.push(row.workers + (row.scenario === 'threads' ? ' threads' : ' workers'));
    if (entry.kind !== 'compare') {
      words.push(row.connections);
    }
    if (row.connectionCount > 1) {
      words.push(row.connectionCount + ' connections');
    }
  }
  if (row.batch > 1) {
    words.push('of ' + row.batch);
  }
  if (row.valueBytes > 0) {
    words.push(row.valueBytes + ' B');
  }
  if (row.across) {
    words.push(row.across);
  }
  if (differs(entry, 'n') && entry.kind === 'run') {
    words.push('n = ' + row.n);
  }
  for (const field of ['placement', 'server']) {
    if (differs(entry, field)) {
      words.push(row[field]);
    }
  }
  return words.join(' ');
}

// On what it is run: tells rows of the same form apart.
function setting(entry, row) {
  const queue = queueOf(row);
  const words = queue ? [queue.form] : [];
  if (entry.kind === 'compare' || row.client !== 'rondo') {
    words.push(row.client);
  }
  if (row.client === 'rondo') {
    if (!queue) {
      words.push(row.loop);
    }
    for (const field of ['drive', 'wait']) {
      if (differs(entry, field)) {
        words.push(row[field]);
      }
    }
  } else if (row.client === 'python') {
    words.push(row.loop);
  }
  if (differs(entry, 'verified')) {
    words.push(row.verified ? 'asserts on' : 'asserts off');
  }
  if (differs(entry, 'repeat') && entry.kind === 'run') {
    words.push('x' + row.repeat);
  }
  if (row.load) {
    words.push('at ' + number(row.load.askedPerSecond) + '/s');
  }
  return words.join(' ') + (row.twin ? ' (again)' : '') + (row.kind === COLD ? ' cold' : '');
}

// What rows have in common.
function shared(entry) {
  return ['client', 'drive', 'wait', 'placement', 'server', 'n', 'repeat']
    .filter((field) => !differs(entry, field) && !(entry.kind !== 'run' && field === 'repeat'))
    .filter((field) => !(entry.kind === 'compare' && ['client', 'drive', 'wait'].includes(field)))
    .map((field) => field + ' ' + entry.rows[entry.rows.length - 1][field])
    .join(', ');
}

function isUnsteady(row) {
  return row.steady === false || row.unsteadyForks > 0;
}

function isFailed(row) {
  return !row.opsPerSecond;
}

// Without figures because time was over, which is no failure.
function isLeftOut(row) {
  return isFailed(row) && (row.failure || '').startsWith('left out: ');
}

function noFigures(row) {
  return isLeftOut(row) ? 'left out' : 'FAILED';
}

function groupBy(items, key) {
  const groups = new Map();
  for (const item of items) {
    const name = key(item);
    if (!groups.has(name)) {
      groups.set(name, []);
    }
    groups.get(name).push(item);
  }
  return groups;
}

function mark(kind, text) {
  return el('span', {class: 'mark ' + kind.replace(/ /g, '-')}, text || kind);
}

function marks(row) {
  const list = [];
  if (isFailed(row)) {
    list.push(mark(isLeftOut(row) ? 'left-out' : 'failed', noFigures(row)));
  } else if (isUnsteady(row)) {
    list.push(mark('unsteady'));
  }
  if (row.load?.invalid) {
    list.push(mark('invalid'));
  }
  return list;
}

const PALETTE = {
  light: ['#1f5fa8', '#d1571b', '#20805b', '#8a4fb0', '#a87b00', '#b93a72', '#4b6175', '#5d7f16',
    '#9a4a24', '#12818f', '#5a55c8', '#c23b3b'],
  dark: ['#7db4f0', '#f59a63', '#63c69b', '#c79bea', '#e3bb4a', '#f08bb4', '#a9b8c8', '#b0d05f',
    '#dba07f', '#5fc9d6', '#a7a3f5', '#f48c8c'],
};

function theme() {
  return document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light';
}

function color(index) {
  const colors = PALETTE[theme()];
  return colors[index % colors.length];
}

function ink(name) {
  return getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
}

function section(id, title, ...notes) {
  const node = el('section', {id}, el('h2', {}, title));
  notes.filter(Boolean).forEach((note) => node.append(el('p', {class: 'note'}, note)));
  return node;
}
