// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.rest;

/** Whether a method finds its parameters in any case of their names or only as written (§1.9). */
enum KeyCase {
    ANY,
    EXACT
}
