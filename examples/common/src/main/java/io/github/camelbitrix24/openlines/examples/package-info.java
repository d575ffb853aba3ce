// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
/** What lets an example run and shows what it does: nothing here has to be copied with its routes. */
package io.github.camelbitrix24.openlines.examples;
