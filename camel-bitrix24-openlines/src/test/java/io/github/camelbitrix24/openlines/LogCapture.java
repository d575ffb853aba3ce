// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;
import org.apache.logging.log4j.util.ReadOnlyStringMap;

/** Everything that is logged while it is open: ours from TRACE, all others from INFO. */
final class LogCapture extends AbstractAppender implements AutoCloseable {
    private static final String OURS = "io.github.camelbitrix24.openlines";

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final Queue<String> warnings = new ConcurrentLinkedQueue<>();
    private final Queue<ReadOnlyStringMap> mdc = new ConcurrentLinkedQueue<>();
    private final Queue<String> told = new ConcurrentLinkedQueue<>();
    private final LoggerContext context = LoggerContext.getContext(false);
    private final Level rootLevel;

    private LogCapture() {
        super("capture", null, null, true, Property.EMPTY_ARRAY);
        start();
        Configuration configuration = context.getConfiguration();
        LoggerConfig root = configuration.getRootLogger();
        rootLevel = root.getLevel();
        root.setLevel(Level.INFO);
        root.addAppender(this, Level.ALL, null);
        configuration.addLogger(OURS, new LoggerConfig(OURS, Level.TRACE, true));
        context.updateLoggers();
    }

    static LogCapture open() {
        return new LogCapture();
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    /** What the lines of ours have under a key of the MDC, empty for nothing. */
    List<String> mdc(String key) {
        return mdc.stream()
                .map(data -> data.containsKey(key) ? data.<String>getValue(key) : "")
                .toList();
    }

    void forget() {
        mdc.clear();
        lines.clear();
        warnings.clear();
        told.clear();
    }

    /** Those of ours above DEBUG. */
    List<String> told() {
        return List.copyOf(told);
    }

    /** Those at WARN and above. */
    List<String> warnings() {
        return List.copyOf(warnings);
    }

    @Override
    public void append(LogEvent event) {
        String thrown = event.getThrown() == null ? "" : "\n" + ExceptionUtils.getStackTrace(event.getThrown());
        String line = event.getLoggerName() + " " + event.getMessage().getFormattedMessage() + thrown;
        lines.add(line);
        if (event.getLoggerName().startsWith(OURS)) {
            mdc.add(event.toImmutable().getContextData());
        }
        if (event.getLoggerName().startsWith(OURS) && event.getLevel().isMoreSpecificThan(Level.INFO)) {
            told.add(event.getLevel() + " " + line);
        }
        if (event.getLevel().isMoreSpecificThan(Level.WARN)) {
            warnings.add(line);
        }
    }

    @Override
    public void close() {
        Configuration configuration = context.getConfiguration();
        configuration.getRootLogger().removeAppender(getName());
        configuration.getRootLogger().setLevel(rootLevel);
        configuration.removeLogger(OURS);
        context.updateLoggers();
        stop();
    }
}
