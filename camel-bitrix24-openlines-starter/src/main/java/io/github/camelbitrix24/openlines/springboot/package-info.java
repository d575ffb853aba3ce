// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
/** The component's options as Spring Boot properties. */
package io.github.camelbitrix24.openlines.springboot;
