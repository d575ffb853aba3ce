// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.pace;

import java.util.concurrent.Executor;

/**
 * Runs requests on a pool that makes a thread for each. A thread whose request is over, the transport's part and the dispatcher's
 * included, may become a callback's thread: nobody waits for it then, and its call pays no second change of thread.
 */
public final class CallThreads implements Executor {
    /** One place for each thread, kept: to set and remove a value with each request makes a weak reference each time. */
    private static final ThreadLocal<Place> CURRENT = ThreadLocal.withInitial(Place::new);

    private final Executor pool;
    private final String requests;
    private final String callbacks;

    /**
     * Makes an executor of requests.
     *
     * @param pool makes a thread for each task that finds none free
     * @param requests the name of the pool, a part of its threads' names
     * @param callbacks what stands in place of it while a thread runs callbacks
     */
    public CallThreads(Executor pool, String requests, String callbacks) {
        this.pool = pool;
        this.requests = requests;
        this.callbacks = callbacks;
    }

    @Override
    public void execute(Runnable request) {
        pool.execute(() -> carry(request));
    }

    private void carry(Runnable request) {
        Place place = CURRENT.get();
        place.carries = true;
        try {
            request.run();
        } finally {
            place.carries = false;
            Runnable next = place.next;
            if (next != null) {
                place.next = null;
                callBack(place, next);
            }
        }
    }

    private void callBack(Place place, Runnable next) {
        Thread thread = Thread.currentThread();
        if (place.name == null) {
            place.name = thread.getName();
            place.nameOfCallback = place.name.replace(requests, callbacks);
        }
        thread.setName(place.nameOfCallback);
        try {
            next.run();
        } finally {
            thread.setName(place.name);
        }
    }

    /** Leaves a task to this thread, for when its request is over; false if it carries none, or has a task already. */
    static boolean afterwards(Runnable task) {
        Place place = CURRENT.get();
        if (!place.carries || place.next != null) {
            return false;
        }
        place.next = task;
        return true;
    }

    private static final class Place {
        private boolean carries;
        private Runnable next;
        private String name;
        private String nameOfCallback;
    }
}
