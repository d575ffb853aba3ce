// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
/** Reads what an operation takes out of an exchange: headers, options, body. Imports operation, rest and api. */
package io.github.camelbitrix24.openlines.request;
