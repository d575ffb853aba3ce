// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import io.github.camelbitrix24.openlines.api.B24Exception;
import io.github.camelbitrix24.openlines.api.B24UnavailableException;
import io.github.camelbitrix24.openlines.api.RestFailure;
import io.github.camelbitrix24.openlines.operation.Arguments;
import io.github.camelbitrix24.openlines.operation.Operation;
import io.github.camelbitrix24.openlines.operation.Paging;
import io.github.camelbitrix24.openlines.operation.Reply;
import io.github.camelbitrix24.openlines.portal.PortalClient;
import io.github.camelbitrix24.openlines.rest.RestCall;
import io.github.camelbitrix24.openlines.rest.RestResponse;
import io.github.camelbitrix24.openlines.wire.WaitingThread;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/**
 * The items of a list, page after page. The first page is there; each other is one call, made when an iterator gets to it, and the
 * thread that asks waits for it: a splitter's own. A page that fails throws its {@code B24Exception} from {@code hasNext}.
 */
final class Pages implements Iterable<Object> {
    private final Operation operation;
    private final Arguments arguments;
    private final PortalClient portal;
    private final Paging paging;
    private final Page first;

    Pages(Operation operation, Arguments arguments, PortalClient portal, RestCall call, RestResponse response) {
        this.operation = operation;
        this.arguments = arguments;
        this.portal = portal;
        this.paging = operation.paging().orElseThrow();
        this.first = page(call, response, List.of());
    }

    private Page page(RestCall call, RestResponse response, List<?> before) {
        List<?> items = operation.items(new Reply(operation, arguments, call.method(), response, true));
        Paging.checkGoesOn(call, response, before, items);
        try {
            return new Page(items, paging.after(call, response, items.size()), null);
        } catch (B24Exception e) {
            return new Page(items, Optional.empty(), e);
        }
    }

    private Page read(RestCall call, List<?> before) {
        try {
            return page(call, WaitingThread.await(() -> portal.call(call)).get(), before);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new B24UnavailableException(
                    operation + ": interrupted while it waited for the next page",
                    RestFailure.unsent(call.method()),
                    e);
        }
    }

    @Override
    public Iterator<Object> iterator() {
        return new Items(first);
    }

    @Override
    public String toString() {
        return "Pages[" + operation + "]";
    }

    /**
     * A page that is there.
     *
     * @param next empty if there is none, or none that can be read
     * @param broken why the rest cannot be read, null if it can; its items are given first
     */
    private record Page(List<?> items, Optional<RestCall> next, B24Exception broken) {}

    private final class Items implements Iterator<Object> {
        private Page page;
        private int position;

        Items(Page first) {
            this.page = first;
        }

        @Override
        public boolean hasNext() {
            while (position >= page.items().size() && page.next().isPresent()) {
                page = read(page.next().get(), page.items());
                position = 0;
            }
            if (position >= page.items().size() && page.broken() != null) {
                throw page.broken();
            }
            return position < page.items().size();
        }

        @Override
        public Object next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return page.items().get(position++);
        }
    }
}
