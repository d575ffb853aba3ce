// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
/** The table of operations: each row names its REST method, what it reads, how its answer is read and whether it changes state. Imports rest and api. */
package io.github.camelbitrix24.openlines.operation;
