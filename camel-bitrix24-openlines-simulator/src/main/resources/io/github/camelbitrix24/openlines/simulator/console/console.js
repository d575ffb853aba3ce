// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
import {Board} from './board.js';
import {Dialog} from './dialog.js';
import {Faults} from './faults.js';
import {Traffic} from './traffic.js';
import {byId, el, post, submits, text} from './dom.js';

const traffic = new Traffic();
const faults = new Faults();
const board = new Board((chatId) => openDialog(chatId));
const dialog = new Dialog((chatId, focused) => {
  board.select(null);
  if (focused) {
    board.focus(chatId);
  }
});

function openDialog(chatId) {
  const card = board.cards.get(chatId);
  if (card) {
    board.select(chatId);
    dialog.open(card, board.lineName(card.lineId));
  }
}

function frame(overview) {
  board.setLines(overview.lines);
  dialog.setOperators(overview.operators);
  faults.setWaiting(overview.faults);
  fillLines(overview.lines);
  showRate(overview.rate);
}

function fillLines(lines) {
  const select = byId('compose-line');
  const shown = [...select.options].map((option) => `${option.value}|${option.textContent}`).join();
  const wanted = lines.map((line) => `${line.id}|${lineWords(line)}`).join();
  if (shown !== wanted) {
    const chosen = select.value;
    select.replaceChildren(...lines.map((line) => el('option', {value: line.id}, lineWords(line))));
    select.value = lines.some((line) => String(line.id) === chosen) ? chosen : select.options[0]?.value;
  }
}

const lineWords = (line) => (line.active ? line.name : `${line.name} (inactive)`);

function showRate(rate) {
  const bar = byId('rate-bar');
  bar.hidden = !rate;
  if (!rate) {
    text(byId('rate-text'), 'no limit');
    return;
  }
  const share = Math.min(1, rate.level / rate.capacity);
  bar.firstElementChild.style.width = `${(share * 100).toFixed(1)}%`;
  bar.dataset.grade = share >= 0.95 ? 'bad' : share >= 0.7 ? 'odd' : 'good';
  bar.setAttribute('aria-valuemax', rate.capacity);
  bar.setAttribute('aria-valuenow', rate.level.toFixed(1));
  text(byId('rate-text'), `${Math.round(rate.level)} of ${rate.capacity}, −${rate.leakPerSecond}/s`);
}

function afterCards(dialogs) {
  const opened = dialog.card && dialogs.find((card) => card.chatId === dialog.card.chatId);
  if (opened) {
    dialog.update(opened, board.lineName(opened.lineId));
  }
}

function onState(state) {
  frame(state.overview);
  faults.setChoice(state.faultMenu, state.methods);
  board.reset(state.dialogs, state.olderDone);
  traffic.reset(state.traffic);
  if (dialog.card) {
    const opened = board.cards.get(dialog.card.chatId);
    dialog.renew(opened, opened && board.lineName(opened.lineId));
  }
}

function onChanges(changes) {
  if (changes.overview) {
    frame(changes.overview);
  }
  if (changes.dialogs.length > 0) {
    const news = board.update(changes.dialogs);
    if (news.length > 0) {
      text(byId('announce'), news.slice(-3).join('. '));
    }
    afterCards(changes.dialogs);
  }
  if (changes.traffic.length > 0) {
    traffic.update(changes.traffic);
  }
}

function connected(state, words) {
  byId('connection').dataset.state = state;
  text(byId('connection'), words);
}

/** The browser connects again by itself; only a refusal by the portal ends the stream, and is tried again later. */
function listen() {
  const stream = new EventSource('/console/stream');
  stream.addEventListener('state', (event) => {
    connected('live', 'Live');
    onState(JSON.parse(event.data));
  });
  stream.addEventListener('changes', (event) => onChanges(JSON.parse(event.data)));
  stream.addEventListener('error', () => {
    connected('lost', 'Reconnecting');
    if (stream.readyState === EventSource.CLOSED) {
      setTimeout(listen, 3000);
    }
  });
}

function composeForm() {
  submits(byId('compose'), async () => {
    const {chat} = await post('/console/client', {
      name: byId('compose-name').value,
      line: Number(byId('compose-line').value),
      text: byId('compose-text').value,
    });
    byId('compose-text').value = '';
    if (document.activeElement === document.body || byId('compose').contains(document.activeElement)) {
      byId('compose-text').focus();
    }
    text(byId('announce'), `Written in chat ${chat}`);
  });
}

/** On a phone, desk and calls take turns. */
function viewButtons() {
  const buttons = document.querySelectorAll('.views button');
  buttons.forEach((button) => button.addEventListener('click', () => {
    document.body.dataset.view = button.dataset.view;
    buttons.forEach((other) => other.setAttribute('aria-pressed', other === button));
  }));
}

text(byId('address'), `Portal simulator · ${window.location.host}`);
composeForm();
viewButtons();
listen();
