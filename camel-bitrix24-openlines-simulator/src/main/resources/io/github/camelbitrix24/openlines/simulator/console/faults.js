// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
import {attempt, byId, el, post, submits} from './dom.js';
import {icon} from './icons.js';

/** Injects a fault into the next call, and shows those that wait for theirs. */
export class Faults {
  constructor() {
    this.form = byId('faults');
    this.kind = byId('fault-kind');
    this.method = byId('fault-method');
    this.traps = byId('traps');
    const trouble = this.form.querySelector('.trouble');
    submits(this.form, () => post('/console/fault', {fault: this.kind.value, method: this.method.value.trim() || '*'}));
    this.traps.querySelector('button').addEventListener('click',
        () => attempt(trouble, () => post('/console/fault/clear', {})));
  }

  setChoice(menu, methods) {
    if (this.kind.options.length === 0) {
      this.kind.append(...menu.map((item) => el('option', {value: item.key}, item.label)));
    }
    byId('fault-methods').replaceChildren(...methods.map((method) => el('option', {value: method})));
  }

  setWaiting(traps) {
    this.traps.hidden = traps.length === 0;
    this.traps.querySelector('ul').replaceChildren(...traps.map((trap) => el('li', {}, icon('fault'),
        el('span', {}, `${trap.fault}${trap.times > 1 ? ` × ${trap.times}` : ''}`),
        el('span', {class: 'for'}, words(trap)))));
  }
}

function words(trap) {
  const kind = trap.inBatch ? 'command' : 'call';
  const which = trap.method === '*' ? `any ${kind}` : trap.method + (trap.inBatch ? ' in a batch' : '');
  return trap.times === 0 ? `always, for ${which}` : `waits for ${which}`;
}
