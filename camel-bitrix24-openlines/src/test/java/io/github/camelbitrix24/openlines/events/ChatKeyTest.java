// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbitrix24.openlines.api.ChatEvent;
import io.github.camelbitrix24.openlines.rest.PhpForm;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Events of one chat are known as such though they name it differently (§8.4). */
class ChatKeyTest {

    @Test
    void theIdsOfOneChatLeadToOneKey() {
        List<Object> keys = keys(
                "onsessionstart",
                "onopenlinemessageadd-inbound",
                "onopenlinemessageadd-outbound",
                "onopenlinemessageupdate",
                "onimconnectormessageadd",
                "onimconnectordialogfinish");

        assertThat(keys).doesNotContainNull();
        assertThat(keys.stream().distinct()).hasSize(1);
    }

    @Test
    void otherChatsHaveOtherKeys() {
        List<Object> keys = ChatKey.of(Stream.of("1", "2", "1")
                .map(chat -> event(EventForms.body("onopenlinemessageadd-inbound")
                        .replace("channel-123", "channel-" + chat)
                        .replace("1984", "198" + chat)))
                .toList());

        assertThat(keys.get(0)).isEqualTo(keys.get(2)).isNotEqualTo(keys.get(1));
    }

    @Test
    void eventsWithoutAChatHaveNone() {
        assertThat(keys("onappinstall", "onimconnectorlinedelete")).containsExactly(null, null);
        assertThat(ChatKey.of(event(EventForms.body("onappinstall")))).isNull();
    }

    private static List<Object> keys(String... names) {
        return ChatKey.of(
                Stream.of(names).map(name -> event(EventForms.body(name))).toList());
    }

    private static ChatEvent event(String body) {
        return new EventMapper(0).map(RawEvent.pushed(PhpForm.read(body.getBytes(StandardCharsets.UTF_8))));
    }
}
