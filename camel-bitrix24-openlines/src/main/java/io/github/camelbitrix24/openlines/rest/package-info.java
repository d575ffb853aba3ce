// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
/** Values that travel between the operations and the portal, and the reading of JSON and of what PHP makes of types. Imports api only. */
package io.github.camelbitrix24.openlines.rest;
