// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
/** Credentials and how they stand on a request; every secret of the component is kept here. Imports rest and api. */
package io.github.camelbitrix24.openlines.auth;
