// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
/** Which line a chat is for, by rules or by a language model: the routes are in {@code TriageRoutes}. */
package io.github.camelbitrix24.openlines.examples.triage;
