// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
/** What is told of the way of calls and events: to metrics, to spans, to the log. Imports api only. */
package io.github.camelbitrix24.openlines.report;
