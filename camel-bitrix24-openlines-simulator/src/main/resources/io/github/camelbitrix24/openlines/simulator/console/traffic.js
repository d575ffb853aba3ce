// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
import {byId, el, text} from './dom.js';
import {icon} from './icons.js';

const MOST = 200;
const MOST_POLLS = 40;
const ENDS = {open: 'no answer yet', executed: 'executed', refused: 'refused', skipped: 'not executed'};

/** The calls and events as they pass, newest on top; polls that only ask for events are hidden unless wanted. */
export class Traffic {
  constructor() {
    this.list = byId('traffic');
    this.rows = new Map();
    byId('polls').addEventListener('change', (event) => {
      this.list.classList.toggle('with-polls', event.target.checked);
      this.tellEmpty();
    });
  }

  reset(entries) {
    this.list.replaceChildren();
    this.rows.clear();
    this.update(entries);
  }

  update(entries) {
    for (const entry of entries) {
      const fresh = row(entry);
      const old = this.rows.get(entry.id);
      if (old) {
        old.replaceWith(fresh);
      } else {
        this.list.prepend(fresh);
      }
      this.rows.set(entry.id, fresh);
    }
    this.forget(this.list.querySelectorAll('.poll'), MOST_POLLS);
    this.forget(this.list.children, MOST);
    this.tellEmpty();
  }

  forget(rows, most) {
    for (const old of [...rows].slice(most)) {
      this.rows.delete(old.dataset.id);
      old.remove();
    }
  }

  tellEmpty() {
    const shown = this.list.querySelector(this.list.classList.contains('with-polls') ? 'li' : 'li:not(.poll)');
    byId('no-traffic').hidden = shown !== null;
    text(byId('no-traffic'), this.rows.size > 0 ? 'Only polls for events have come.' : 'No call has come yet.');
    this.list.hidden = shown === null;
  }
}

function row(entry) {
  return entry.kind === 'call' ? callRow(entry) : eventRow(entry);
}

function eventRow(entry) {
  const way = entry.kind === 'post' ? `posted to ${entry.target}` : `queued for bot ${entry.target}`;
  return el('li', {class: 'event', 'data-id': entry.id},
      el('span', {class: 'status'}, icon('event'), el('span', {class: 'unseen'}, 'event')),
      el('span', {class: 'method'}, entry.name),
      el('time', {}, entry.time),
      el('span', {class: 'detail'}, [way, about(entry)].filter(Boolean).join(' · ')));
}

function callRow(entry) {
  return el('li', {class: entry.poll ? 'call poll' : 'call', 'data-id': entry.id, 'data-grade': grade(entry)},
      el('span', {class: 'status'}, status(entry)),
      method(entry.name),
      el('time', {}, entry.time),
      el('span', {class: 'detail'}, detail(entry)),
      entry.fault ? el('span', {class: 'met'}, icon('fault'), `fault: ${entry.fault}`) : null);
}

/** The scope is less loud than the rest, and a long name breaks after a dot. */
function method(name) {
  const parts = name.split('.').map((part, index, all) => (index < all.length - 1 ? `${part}.` : part));
  const [scope, ...rest] = parts.length > 1 ? parts : ['', name];
  return el('span', {class: 'method'}, el('span', {class: 'scope'}, scope), ...rest.flatMap((part) => [el('wbr'), part]));
}

function detail(entry) {
  const size = entry.batchOf > 0 ? `batch of ${entry.batchOf}` : 'single';
  return [size, about(entry), end(entry)].filter(Boolean).join(' · ');
}

function end(entry) {
  if (entry.batchOf > 0 && entry.end === 'executed') {
    const parts = [entry.done ? `${entry.done} executed` : '', entry.failed ? `${entry.failed} refused` : ''];
    return parts.filter(Boolean).join(', ') || 'executed';
  }
  return entry.code ? `${ENDS[entry.end]}: ${entry.code}` : ENDS[entry.end];
}

function about(entry) {
  const target = entry.kind === 'call' && entry.target ? ` → ${entry.target}` : '';
  return entry.chat ? `chat ${entry.chat}${target}` : '';
}

function status(entry) {
  if (entry.status > 0) {
    return String(entry.status);
  }
  return entry.cut ? 'cut' : '…';
}

function grade(entry) {
  if (entry.cut || entry.status >= 500) {
    return 'bad';
  } else if (entry.status >= 300 || entry.failed > 0 || (entry.fault && entry.end === 'skipped')) {
    return 'odd';
  }
  return entry.status > 0 ? 'good' : 'open';
}
