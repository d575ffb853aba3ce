// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
import {arrange, byId, el, text} from './dom.js';
import {icon} from './icons.js';
import {CardElement, isDone, STATES} from './card.js';

const MOST_DONE = 100;
const QUEUES = {all: 'asks all', evenly: 'evenly', strictly: 'in order'};

const calm = window.matchMedia('(prefers-reduced-motion: reduce)');

/** The lanes of the lines with the dialogs as cards, and below them the lane of those that are done. */
export class Board {
  constructor(onOpen) {
    this.root = byId('board');
    this.onOpen = onOpen;
    this.lines = [];
    this.cards = new Map();
    this.elements = new Map();
    this.lanes = new Map();
    this.olderDone = 0;
    this.done = lane('done', 'Done');
    this.done.root.classList.add('done');
    this.selected = null;
  }

  setLines(lines) {
    this.lines = lines;
    for (const line of lines) {
      if (!this.lanes.has(line.id)) {
        this.lanes.set(line.id, lane(line.id, line.name));
      }
      const {root, about} = this.lanes.get(line.id);
      root.classList.toggle('inactive', !line.active);
      text(about, describe(line));
      about.title = about.textContent;
    }
    arrange(this.root, [...lines.map((line) => this.lanes.get(line.id).root), this.done.root]);
  }

  /** Forgets what it knew, for these are all the dialogs there are. */
  reset(dialogs, olderDone) {
    const known = new Set(dialogs.map((card) => card.chatId));
    for (const chatId of [...this.cards.keys()]) {
      if (!known.has(chatId)) {
        this.drop(chatId);
      }
    }
    this.olderDone = olderDone;
    this.update(dialogs);
  }

  update(dialogs) {
    const before = this.places();
    const focused = document.activeElement;
    const news = dialogs.map((card) => this.take(card)).filter(Boolean);
    this.lay();
    if (focused && focused !== document.activeElement && this.root.contains(focused)) {
      focused.focus({preventScroll: true});
    }
    this.move(before);
    return news;
  }

  select(chatId) {
    this.elements.get(this.selected)?.select(false);
    this.selected = chatId;
    this.elements.get(chatId)?.select(true);
  }

  focus(chatId) {
    (this.elements.get(chatId)?.open ?? this.root).focus();
  }

  lineName(id) {
    return this.lines.find((line) => line.id === id)?.name ?? `Line ${id}`;
  }

  /** Returns what is worth saying aloud: a new dialog, another lane or another state. */
  take(card) {
    const old = this.cards.get(card.chatId);
    if (old && old.client !== card.client) {
      this.drop(card.chatId);
    }
    this.cards.set(card.chatId, card);
    if (!this.elements.has(card.chatId)) {
      const element = new CardElement(card, this.onOpen);
      element.select(card.chatId === this.selected);
      this.elements.set(card.chatId, element);
    }
    const {root} = this.elements.get(card.chatId);
    this.elements.get(card.chatId).update(card);
    const changed = !old || old.words !== card.words || old.lineId !== card.lineId;
    if (changed && root.isConnected) {
      glow(root);
    }
    return changed ? `${card.client} on ${this.lineName(card.lineId)}: ${card.words}` : null;
  }

  drop(chatId) {
    this.elements.get(chatId).root.remove();
    this.elements.delete(chatId);
    this.cards.delete(chatId);
  }

  lay() {
    const newestFirst = [...this.cards.values()].sort((a, b) => b.sessionId - a.sessionId);
    const done = newestFirst.filter(isDone);
    for (const card of done.splice(MOST_DONE)) {
      this.drop(card.chatId);
      this.olderDone += 1;
    }
    for (const [id, {list, count, root}] of this.lanes) {
      const cards = newestFirst.filter((card) => card.lineId === id && !isDone(card));
      arrange(list, cards.map((card) => this.elements.get(card.chatId).root));
      text(count, String(cards.length));
      root.classList.toggle('empty', cards.length === 0);
    }
    arrange(this.done.list, done.map((card) => this.elements.get(card.chatId).root));
    text(this.done.count, String(done.length + this.olderDone));
    text(this.done.about, this.olderDone > 0 ? `${this.olderDone} older not shown` : '');
    this.done.root.classList.toggle('empty', done.length === 0);
    byId('no-dialogs').hidden = this.cards.size > 0;
    this.legend(newestFirst);
  }

  legend(cards) {
    const states = Object.keys(STATES).filter((state) => cards.some((card) => card.state === state));
    byId('legend').replaceChildren(...states.map((state) => {
      const number = cards.filter((card) => card.state === state).length + (state === 'finished' ? this.olderDone : 0);
      return el('li', {'data-state': state, title: STATES[state]}, icon(state), `${number}`,
          el('span', {class: 'unseen'}, ` ${STATES[state]}`));
    }));
  }

  places() {
    const places = new Map();
    if (!calm.matches) {
      this.elements.forEach(({root}, chatId) => places.set(chatId, root.getBoundingClientRect()));
    }
    return places;
  }

  /** Lets each card glide from where it was to where it is. */
  move(before) {
    if (calm.matches || document.hidden) {
      return;
    }
    this.elements.forEach(({root}, chatId) => {
      const from = before.get(chatId);
      const to = root.getBoundingClientRect();
      if (!from) {
        root.animate([{opacity: 0, transform: 'translateY(-8px)'}, {opacity: 1, transform: 'none'}],
            {duration: 260, easing: 'ease-out'});
      } else if (Math.abs(from.left - to.left) > 1 || Math.abs(from.top - to.top) > 1) {
        glide(root, from.left - to.left, from.top - to.top);
      }
    });
  }
}

function lane(id, name) {
  const title = `lane-${id}`;
  const count = el('span', {class: 'count'}, '0');
  const about = el('p', {class: 'about'});
  const list = el('ul', {class: 'cards'});
  const root = el('section', {class: 'lane', 'aria-labelledby': title, 'data-lane': id},
      el('header', {}, el('h3', {id: title}, name), about, count), list);
  return {root, list, count, about};
}

function describe(line) {
  const who = line.operators.map((name) => name.split(' ')[0]).join(', ');
  const parts = [line.bot, `${QUEUES[line.queue] ?? line.queue}${who ? `: ${who}` : ''}`].filter(Boolean);
  return (line.active ? '' : 'inactive · ') + parts.join(' → ');
}

function glide(root, x, y) {
  root.classList.add('moving');
  const end = () => root.classList.remove('moving');
  root.animate([{transform: `translate(${x}px, ${y}px)`}, {transform: 'none'}],
      {duration: 460, easing: 'cubic-bezier(.2, .75, .25, 1)'}).finished.then(end, end);
}

function glow(root) {
  if (!calm.matches) {
    root.animate([{boxShadow: '0 0 0 3px var(--glow)'}, {boxShadow: '0 0 0 3px transparent'}],
        {duration: 1400, easing: 'ease-out'});
  }
}
