// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
import {el, hue, initials, text} from './dom.js';
import {icon} from './icons.js';

export const STATES = {
  queued: 'In the queue',
  bot: 'With a bot',
  operator: 'With an operator',
  closing: 'Closing',
  finished: 'Finished',
  spam: 'Spam',
};

export const isDone = (card) => card.state === 'finished' || card.state === 'spam';

/** The element of a dialog on the board; it is made once and follows the dialog from lane to lane. */
export class CardElement {
  constructor(card, onOpen) {
    this.avatar = el('span', {class: `avatar ${hue(card.client)}`, 'aria-hidden': 'true'}, initials(card.client));
    this.open = el('button', {type: 'button', 'aria-controls': 'dialog', onclick: () => onOpen(card.chatId)}, card.client);
    this.time = el('time', {});
    this.state = el('p', {class: 'state'});
    this.last = el('p', {class: 'last'});
    this.root = el('li', {class: 'card', 'data-chat': card.chatId},
        el('div', {class: 'card-head'}, this.avatar, el('h4', {}, this.open), this.time),
        this.state, this.last);
    this.update(card);
  }

  update(card) {
    if (this.shown !== card.state + card.words) {
      this.shown = card.state + card.words;
      this.root.dataset.state = card.state;
      this.state.replaceChildren(icon(card.state), el('span', {}, card.words));
    }
    this.open.setAttribute('aria-label', `${card.client}, ${card.words}, chat ${card.chatId}`);
    text(this.time, card.last ? card.last.time.slice(0, 5) : '');
    text(this.last, card.last ? preview(card) : '');
    this.root.classList.toggle('theirs', card.last?.kind === 'client');
  }

  select(selected) {
    this.root.classList.toggle('selected', selected);
    this.open.setAttribute('aria-expanded', selected);
  }
}

function preview(card) {
  const {kind, author, text: words} = card.last;
  return kind === 'client' || kind === 'system' ? words : `${author.split(' ')[0]}: ${words}`;
}
