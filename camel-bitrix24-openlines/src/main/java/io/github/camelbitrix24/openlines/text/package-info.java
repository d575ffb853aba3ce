// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
/** Texts from outside, made fit for where they are shown. Imports nothing of ours. */
package io.github.camelbitrix24.openlines.text;
