// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
/** An application that portals install: the routes are in {@code AppRoutes}. */
package io.github.camelbitrix24.openlines.examples.multiportal;
