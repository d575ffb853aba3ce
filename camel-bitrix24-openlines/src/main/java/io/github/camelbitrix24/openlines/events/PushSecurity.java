// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

/**
 * By what posted events are trusted.
 *
 * @param tokens told from forged ones by these
 * @param hook told of installations, null if nobody wants to know
 * @param paths those taken in the component
 * @param bodies where a filter of a servlet container finds those paths
 */
public record PushSecurity(EventTokens tokens, InstallationHook hook, PushPaths paths, PushBodies bodies) {}
