// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0

/** Makes an element; texts become text nodes, so that nothing a client writes is read as markup. */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else if (value !== null && value !== false) {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

export const byId = (id) => document.getElementById(id);

export function text(element, value) {
  if (element.textContent !== value) {
    element.textContent = value;
  }
}

/** Puts the children into this order and touches only those that are elsewhere. */
export function arrange(parent, children) {
  children.forEach((child, index) => {
    if (parent.children[index] !== child) {
      parent.insertBefore(child, parent.children[index] ?? null);
    }
  });
  while (parent.children.length > children.length) {
    parent.lastElementChild.remove();
  }
}

export function initials(name) {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  return letters.map((word) => Array.from(word)[0].toUpperCase()).join('') || '?';
}

/** One of six colours, always the same for a name. */
export function hue(name) {
  let sum = 0;
  for (const letter of name) {
    sum = (sum * 31 + letter.codePointAt(0)) % 997;
  }
  return `hue-${sum % 6}`;
}

export async function post(path, body) {
  const response = await fetch(path, {
    method: 'POST',
    headers: {'Content-Type': 'application/json'},
    body: JSON.stringify(body),
  });
  const answer = await response.json();
  if (!response.ok) {
    throw new Error(answer.error);
  }
  return answer;
}

/** Runs the work of a form; what goes wrong is said beside its fields. */
export function submits(form, work) {
  const trouble = form.querySelector('.trouble');
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    await attempt(trouble, work);
  });
}

export async function attempt(trouble, work) {
  text(trouble, '');
  try {
    await work();
  } catch (e) {
    text(trouble, e instanceof TypeError ? 'The portal does not answer.' : e.message);
  }
}
