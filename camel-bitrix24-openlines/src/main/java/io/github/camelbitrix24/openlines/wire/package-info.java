// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
/** One request to the portal: HTTP, the envelope, and which exception an error is. Imports auth, rest and api. */
package io.github.camelbitrix24.openlines.wire;
