// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import io.github.camelbitrix24.openlines.rest.Lenient;
import java.util.Optional;
import org.apache.camel.spi.StateRepository;

/** The offset below which every event is done: in memory, and in a repository if there is one. */
final class Position {
    private final StateRepository<String, String> repository;
    private final String key;
    private Long offset;

    Position(StateRepository<String, String> repository, String key) {
        this.repository = repository;
        this.key = key;
    }

    /** Empty before the first event. */
    Optional<Long> offset() {
        if (offset == null && repository != null) {
            offset = Lenient.number(repository.getState(key)).orElse(null);
        }
        return Optional.ofNullable(offset);
    }

    void passed(long eventId) {
        offset = eventId + 1;
        if (repository != null) {
            repository.setState(key, Long.toString(offset));
        }
    }
}
