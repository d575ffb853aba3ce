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
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;

/** Everything that anybody logs while it is open, from TRACE. */
final class TraceCapture extends AbstractAppender implements AutoCloseable {
    private final Queue<Line> lines = new ConcurrentLinkedQueue<>();
    private final LoggerContext context = LoggerContext.getContext(false);
    private final Level rootLevel;

    /** What one logger said. */
    record Line(String logger, Level level, String text) {}

    private TraceCapture() {
        super("trace", null, null, true, Property.EMPTY_ARRAY);
        start();
        LoggerConfig root = context.getConfiguration().getRootLogger();
        rootLevel = root.getLevel();
        root.setLevel(Level.TRACE);
        root.addAppender(this, Level.ALL, null);
        context.updateLoggers();
    }

    static TraceCapture open() {
        return new TraceCapture();
    }

    List<Line> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void append(LogEvent event) {
        String thrown = event.getThrown() == null ? "" : "\n" + ExceptionUtils.getStackTrace(event.getThrown());
        lines.add(new Line(
                event.getLoggerName(), event.getLevel(), event.getMessage().getFormattedMessage() + thrown));
    }

    @Override
    public void close() {
        LoggerConfig root = context.getConfiguration().getRootLogger();
        root.removeAppender(getName());
        root.setLevel(rootLevel);
        context.updateLoggers();
        stop();
    }
}
