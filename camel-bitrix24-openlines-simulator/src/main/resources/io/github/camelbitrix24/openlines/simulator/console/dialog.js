// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
import {attempt, byId, el, hue, initials, post, submits, text} from './dom.js';
import {icon} from './icons.js';
import {isDone} from './card.js';

const CLIENT = 'client';
const narrow = window.matchMedia('(max-width: 760px)');

/** The opened dialog: its messages, and a form to write as its client or as an operator. */
export class Dialog {
  constructor(onClose) {
    this.root = byId('dialog');
    this.onClose = onClose;
    this.operators = [];
    this.card = null;
    this.build();
    this.root.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') {
        event.preventDefault();
        this.close();
      }
    });
    narrow.addEventListener('change', () => this.cover());
  }

  build() {
    this.avatar = el('span', {class: 'avatar', 'aria-hidden': 'true'});
    this.title = el('h2', {id: 'dialog-title', tabindex: '-1'});
    this.where = el('p', {class: 'where'});
    this.state = el('p', {class: 'state'});
    this.messages = el('ol', {class: 'messages', role: 'log', 'aria-label': 'Messages', tabindex: '0'});
    this.as = el('select', {id: 'dialog-as', onchange: () => this.offerTake()});
    this.take = el('button', {type: 'button', onclick: () => this.takes()}, 'Take');
    this.words = el('textarea', {id: 'dialog-text', rows: '2', maxlength: '4000', required: true,
      'aria-label': 'Message', placeholder: 'Message', onkeydown: (event) => this.sendOnEnter(event)});
    this.trouble = el('p', {class: 'trouble', role: 'alert'});
    this.form = el('form', {class: 'answer', 'aria-label': 'Answer'},
        el('div', {class: 'as'}, el('label', {for: 'dialog-as'}, 'Write as'), this.as, this.take),
        el('div', {class: 'words'}, this.words, el('button', {class: 'primary', type: 'submit'}, 'Send')),
        this.trouble);
    submits(this.form, () => this.send());
    this.root.append(
        el('header', {class: 'dialog-head'}, this.avatar, el('div', {class: 'who'}, this.title, this.where),
            el('button', {type: 'button', class: 'plain shut', 'aria-label': 'Close the dialog', onclick: () => this.close()},
                icon('close'))),
        this.state, this.messages, this.form);
  }

  setOperators(operators) {
    this.operators = operators;
  }

  async open(card, lineName) {
    const other = this.card?.chatId !== card.chatId;
    this.show(card, lineName);
    this.root.hidden = false;
    document.body.classList.add('with-dialog');
    this.cover();
    if (other) {
      this.messages.replaceChildren();
      text(this.trouble, '');
      this.words.value = '';
      this.fillAs(card);
    }
    this.title.focus({preventScroll: true});
    await this.load();
  }

  close() {
    const {chatId} = this.card;
    const focused = this.root.contains(document.activeElement);
    this.card = null;
    this.root.hidden = true;
    document.body.classList.remove('with-dialog');
    this.cover();
    this.onClose(chatId, focused);
  }

  /** On a phone the dialog lies over everything else, which is out of reach meanwhile. */
  cover() {
    const covered = narrow.matches && !this.root.hidden;
    document.querySelectorAll('.top, .views, .desk, .calls, .skip').forEach((part) => {
      part.inert = covered;
    });
    this.root.setAttribute('aria-modal', covered);
    this.root.setAttribute('role', covered ? 'dialog' : 'complementary');
  }

  update(card, lineName) {
    this.show(card, lineName);
    this.load();
  }

  /** After a new start of the portal its ids are given to others: what is shown of the dialog is read again. */
  renew(card, lineName) {
    if (!card || card.client !== this.card.client) {
      this.close();
    } else {
      this.messages.replaceChildren();
      this.update(card, lineName);
    }
  }

  show(card, lineName) {
    this.card = card;
    this.avatar.className = `avatar ${hue(card.client)}`;
    text(this.avatar, initials(card.client));
    text(this.title, card.client);
    text(this.where, `${lineName} · chat ${card.chatId} · session ${card.sessionId}`);
    this.root.dataset.state = card.state;
    this.state.replaceChildren(icon(card.state), el('span', {}, card.words));
    this.offerTake();
  }

  fillAs(card) {
    this.as.replaceChildren(
        el('option', {value: CLIENT}, `${card.client} (client)`),
        ...this.operators.map((operator) => el('option', {value: operator.id}, operator.name)));
    this.as.value = this.operators.some((operator) => operator.id === card.ownerId) ? String(card.ownerId) : CLIENT;
    this.offerTake();
  }

  offerTake() {
    this.take.hidden = this.as.value === CLIENT || this.as.value === String(this.card?.ownerId) || isDone(this.card);
  }

  /** A change that comes while the messages load makes them load once more. */
  async load() {
    this.stale = true;
    if (this.loading) {
      return;
    }
    this.loading = true;
    try {
      while (this.stale && this.card) {
        this.stale = false;
        const {chatId} = this.card;
        const response = await fetch(`/console/dialog?chat=${chatId}`);
        const answer = await response.json();
        if (response.ok && this.card?.chatId === chatId) {
          this.fill(answer.messages);
        }
      }
    } catch {
      text(this.trouble, 'The messages could not be loaded.');
    } finally {
      this.loading = false;
    }
  }

  fill(messages) {
    const list = this.messages;
    const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 40;
    const known = new Set([...list.children].map((item) => item.dataset.id));
    messages.filter((message) => !known.has(String(message.id))).forEach((message) => list.append(bubble(message)));
    if (atEnd || known.size === 0) {
      list.scrollTop = list.scrollHeight;
    }
  }

  async send() {
    const chat = this.card.chatId;
    const words = this.words.value;
    if (this.as.value === CLIENT) {
      await post('/console/client', {chat, text: words});
    } else {
      await post('/console/operator/write', {chat, operator: Number(this.as.value), text: words});
    }
    this.words.value = '';
  }

  async takes() {
    await attempt(this.trouble, async () => {
      await post('/console/operator/take', {chat: this.card.chatId, operator: Number(this.as.value)});
      this.words.focus();
    });
  }

  sendOnEnter(event) {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.form.requestSubmit();
    }
  }
}

function bubble(message) {
  const attributes = {class: `bubble ${message.kind}`, 'data-id': message.id};
  if (message.kind === 'system') {
    return el('li', attributes, el('p', {}, message.text), el('time', {}, message.time.slice(0, 5)));
  }
  return el('li', attributes,
      el('p', {class: 'by'}, el('span', {}, message.author), ' ', el('time', {}, message.time.slice(0, 5))),
      el('p', {class: 'said'}, message.text));
}
