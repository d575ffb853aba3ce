// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import io.github.camelbitrix24.openlines.report.QuietLog;
import org.apache.camel.spi.StateRepository;
import org.apache.commons.lang3.StringUtils;
import org.slf4j.LoggerFactory;

/**
 * One state in a repository. What cannot be written is told and written with the next change: until then a crash would bring
 * events again that are done, and lose none. Used under its owner's lock only.
 */
final class KeptState {
    private final QuietLog log = new QuietLog(LoggerFactory.getLogger(PollingEventsConsumer.class));
    private final StateRepository<String, String> repository;
    private final String key;
    private String written;

    /** @param repository null to keep nothing */
    KeptState(StateRepository<String, String> repository, String key) {
        this.repository = repository;
        this.key = key;
    }

    /** Whether anything is kept over a restart. */
    boolean isKept() {
        return repository != null;
    }

    /** What is kept, empty if nothing is; fails as the repository does. */
    String read() {
        written = repository == null ? "" : StringUtils.defaultString(repository.getState(key));
        return written;
    }

    /**
     * Keeps a state in place of the one before.
     *
     * @return whether it is kept
     */
    boolean write(String state) {
        if (repository == null) {
            return false;
        }
        if (state.equals(written)) {
            return true;
        }
        try {
            repository.setState(key, state);
            written = state;
            log.over();
            return true;
        } catch (RuntimeException | Error e) {
            log.log(
                    "The offsetRepository cannot keep the position in the events. They go on; after a crash some that are"
                            + " done would come again: {}",
                    e.toString());
            return false;
        }
    }
}
