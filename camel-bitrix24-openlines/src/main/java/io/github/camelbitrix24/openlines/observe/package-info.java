// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
/** What an operator of the system is shown: health of producers, and what the dev console prints. */
package io.github.camelbitrix24.openlines.observe;
