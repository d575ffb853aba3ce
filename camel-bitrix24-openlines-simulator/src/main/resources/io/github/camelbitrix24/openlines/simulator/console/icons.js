// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0

const SVG = 'http://www.w3.org/2000/svg';

const PATHS = {
  queued: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM8 4.8V8l2.2 1.6',
  bot: 'M5 6h6a2 2 0 0 1 2 2v3a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2zM8 6V3M6 9v1M10 9v1M7.5 2.7h1',
  operator: 'M8 2.8a2.7 2.7 0 1 0 0 5.4 2.7 2.7 0 0 0 0-5.4zM3 13.5c.6-2.5 2.5-3.7 5-3.7s4.4 1.2 5 3.7',
  closing: 'M4 2.5h8M4 13.5h8M5 2.5c0 3.5 6 7.5 6 11M11 2.5c0 3.5-6 7.5-6 11',
  finished: 'M3.2 8.5l3.2 3.2 6.4-7.2',
  spam: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM3.8 3.8l8.4 8.4',
  fault: 'M9.2 1.8 3.5 9H7.6l-.8 5.2L12.5 7H8.4z',
  event: 'M8 2.5A3.5 3.5 0 0 0 4.5 6v2.8L3 11h10l-1.5-2.2V6A3.5 3.5 0 0 0 8 2.5zM6.7 13.3h2.6',
  close: 'M4 4l8 8M12 4l-8 8',
};

/** A drawing of 16 by 16 in the colour of its text; words stand beside it, so it is hidden from screen readers. */
export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', PATHS[name]);
  svg.append(path);
  return svg;
}
