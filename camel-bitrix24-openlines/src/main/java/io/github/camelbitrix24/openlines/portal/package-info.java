// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
/** The portal as the component sees it: one client for each portal and caller. Imports pace, rest and api. */
package io.github.camelbitrix24.openlines.portal;
