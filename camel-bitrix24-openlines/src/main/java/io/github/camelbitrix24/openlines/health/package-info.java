// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
/** How portals are: the health checks of producers, and what the dev console prints. */
package io.github.camelbitrix24.openlines.health;
