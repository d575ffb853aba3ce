// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.camelbitrix24.openlines.events.PayloadBudget.Payload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

/** Bodies of a server that hands over a stream, as Tomcat does, have the same limits. */
class PushBodyTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Runnable NOTHING = () -> {};
    private static final PushGate OPEN = new PushGate() {
        @Override
        public void check(PushHead head, boolean whole) {
            assertThat(head).isNotNull();
        }

        @Override
        public void refused(PushRefusal refusal, PushHead head) {
            assertThat(refusal).isNotNull();
        }
    };
    private static final byte[] BODY =
            "event=A&auth[application_token]=t&data[x]=%41".getBytes(StandardCharsets.US_ASCII);

    private final DefaultCamelContext context = new DefaultCamelContext();

    @Test
    void aStreamIsReadToItsEndAndReleased() throws Exception {
        PayloadBudget budget = new PayloadBudget(1_000, 20_000, 5);
        for (int number = 0; number < 100; number++) {
            Message request = request(new ByteArrayInputStream(BODY));

            PushContent content = new PushBody(budget, LONG, OPEN).read(request);

            assertThat(content.head().token()).isEqualTo("t");
            assertThat(content.form()).containsEntry("data", Map.of("x", "A"));
            request.getExchange()
                    .getExchangeExtension()
                    .handoverCompletions()
                    .forEach(completion -> completion.onComplete(request.getExchange()));
        }
    }

    /** To read from the beginning of a long field again and again would take minutes. */
    @Test
    void aHeadIsFoundByteByByteInATimeThatGrowsWithTheLength() {
        byte[] body = ("event=A&data[x]=" + "y".repeat(1_000_000) + "&auth%5Bmember_id%5D=m&auth[application_token]=t")
                .getBytes(StandardCharsets.US_ASCII);
        PushHead head = new PushHead();

        assertTimeoutPreemptively(LONG, () -> {
            for (int length = 1; length <= body.length; length++) {
                head.read(body, length, length == body.length);
            }
        });

        assertThat(head.event()).isEqualTo("A");
        assertThat(head.memberId()).isEqualTo("m");
        assertThat(head.token()).isEqualTo("t");
    }

    @Test
    void aStreamThatTakesTooLongEndsIn408() {
        assertThat(refusal(new PushBody(new PayloadBudget(100_000, 200_000, 5), Duration.ZERO, OPEN), endless()))
                .isEqualTo(408);
    }

    @Test
    void aStreamWithoutEndIsTooLarge() {
        assertThat(refusal(new PushBody(new PayloadBudget(100_000, 200_000, 5), LONG, OPEN), endless()))
                .isEqualTo(413);
    }

    @Test
    void aStreamFindsNoRoomWhenWholeBodiesTakeIt() throws Exception {
        PayloadBudget budget = new PayloadBudget(100_000, 100_000, 5);
        Payload whole = budget.open("", NOTHING);
        budget.append(whole, new byte[80_000], 80_000);
        budget.finished(whole);

        assertThat(refusal(new PushBody(budget, LONG, OPEN), endless())).isEqualTo(503);
    }

    private int refusal(PushBody body, InputStream stream) {
        return catchThrowableOfType(PushRefusal.class, () -> body.read(request(stream)))
                .status();
    }

    private Message request(InputStream body) {
        Message request = new DefaultExchange(context).getMessage();
        request.setHeader(Exchange.HTTP_METHOD, "POST");
        request.setHeader(Exchange.CONTENT_TYPE, "application/x-www-form-urlencoded; charset=UTF-8");
        request.setBody(body);
        return request;
    }

    private static InputStream endless() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                return 'x';
            }
        };
    }
}
