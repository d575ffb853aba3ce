// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.examples.helpdesk;

import io.github.camelbitrix24.openlines.api.B24Exception;
import io.github.camelbitrix24.openlines.api.Line;
import io.github.camelbitrix24.openlines.api.OperatorResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The list of open chats, and what its buttons do. */
@Controller
public class ChatsPage {
    private static final String CHAT = "CamelB24OpenLinesChatId";
    private static final String LINE = "CamelB24OpenLinesQueueId";

    private final OpenChats chats;
    private final ProducerTemplate camel;
    private Map<Long, String> lines = Map.of();

    ChatsPage(OpenChats chats, ProducerTemplate camel) {
        this.chats = chats;
        this.camel = camel;
    }

    /** The page. */
    @GetMapping("/")
    public String list(Model model) {
        model.addAttribute("chats", chats.all());
        model.addAttribute("lines", lines());
        return "chats";
    }

    /** Takes a chat as the employee whose webhook this is. */
    @PostMapping("/chats/{chatId}/answer")
    public String answer(@PathVariable long chatId, RedirectAttributes told) {
        return act("direct:answer", Map.of(CHAT, chatId), told);
    }

    /** Gives a chat to a line. */
    @PostMapping("/chats/{chatId}/transfer")
    public String transfer(@PathVariable long chatId, @RequestParam long lineId, RedirectAttributes told) {
        return act("direct:transfer", Map.of(CHAT, chatId, LINE, lineId), told);
    }

    /** Ends a chat. */
    @PostMapping("/chats/{chatId}/finish")
    public String finish(@PathVariable long chatId, RedirectAttributes told) {
        return act("direct:finish", Map.of(CHAT, chatId), told);
    }

    private String act(String route, Map<String, Object> headers, RedirectAttributes told) {
        try {
            OperatorResult result = camel.requestBodyAndHeaders(route, null, headers, OperatorResult.class);
            if (result.after() != null) {
                chats.changed(result.after());
            }
            told.addFlashAttribute("done", result.operation() + ": " + result.outcome());
        } catch (CamelExecutionException e) {
            told.addFlashAttribute(
                    "failed", e.getCause() instanceof B24Exception cause ? cause.getMessage() : "It failed");
        }
        return "redirect:/";
    }

    /** Names of the active lines by number; asked for until the portal has told them. */
    private synchronized Map<Long, String> lines() {
        if (lines.isEmpty()) {
            Map<Long, String> names = new LinkedHashMap<>();
            List<?> all = camel.requestBody("b24openlines:configListGet", null, List.class);
            all.stream().map(Line.class::cast).filter(Line::active).forEach(line -> names.put(line.id(), line.name()));
            lines = names;
        }
        return lines;
    }
}
