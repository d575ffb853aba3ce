// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import java.util.ArrayList;
import java.util.List;

/** What chats wait at whose next call cannot go now. Used under the dispatcher's lock only. */
abstract class Gate {
    final List<ChatQueue> parked = new ArrayList<>(0);

    abstract boolean open(long now);

    /** When it opens by itself; now or earlier if it is open, or opens when an answer comes. */
    abstract long opensAt(long now);
}
