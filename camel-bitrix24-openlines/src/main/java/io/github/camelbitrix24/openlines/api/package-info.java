// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
/** What users of the component touch: results, chat events, the bot's credentials and the exceptions. Imports no other package of the component. */
package io.github.camelbitrix24.openlines.api;
