// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.support.EndpointHelper;
import org.apache.camel.util.StringHelper;
import org.apache.camel.util.URISupport;

/** Takes a URI apart in which expressions, placeholders and RAW values may hold any sign. */
final class UriTemplate {
    private static final String PLACEHOLDER = "{{";
    private static final List<String> EXPRESSIONS = List.of("${", "$simple{");

    private UriTemplate() {}

    /** Path and query, the query as it is written; a placeholder may stand for the path, or for the whole. */
    static String[] pathAndQuery(CamelContext context, String uri) {
        String line = URISupport.textBlockToSingleLine(uri).trim();
        int mark = indexOf(line, '?');
        String path = EndpointHelper.resolveEndpointUriPropertyPlaceholders(
                context, mark < 0 ? line : line.substring(0, mark));
        String query = mark < 0 ? "" : line.substring(mark + 1);
        int inner = indexOf(path, '?');
        return inner < 0
                ? new String[] {path, query}
                : new String[] {
                    path.substring(0, inner), path.substring(inner + 1) + (query.isEmpty() ? "" : "&" + query)
                };
    }

    /** The options of a query, in their order, each value as it is written. */
    static Map<String, String> options(String query) {
        Map<String, String> options = new LinkedHashMap<>();
        int start = 0;
        while (start < query.length()) {
            int end = endOfOption(query, start);
            String option = query.substring(start, end);
            if (!option.isBlank()) {
                String name = StringHelper.before(option, "=", option).trim();
                if (options.put(name, StringHelper.after(option, "=", "")) != null) {
                    throw new B24InvalidRequestException("option " + name + " stands twice in a URI: remove one");
                }
            }
            start = end + 1;
        }
        return options;
    }

    private static int endOfOption(String query, int start) {
        int value = indexOf(query, '=', start) + 1;
        int separator = indexOf(query, '&', start);
        boolean named = value > 0 && (separator < 0 || value < separator);
        if (named && isRaw(query.substring(value))) {
            return endOfRaw(query, value);
        }
        return separator < 0 ? query.length() : separator;
    }

    static boolean isRaw(String value) {
        return value.startsWith("RAW(") || value.startsWith("RAW{");
    }

    /** As Camel has it: a closing bracket before the next option, or at the end. */
    private static int endOfRaw(String query, int value) {
        char closing = query.charAt(value + 3) == '(' ? ')' : '}';
        int at = value + 4;
        while (at < query.length()) {
            if (query.charAt(at) == closing && (at + 1 == query.length() || query.charAt(at + 1) == '&')) {
                return at + 1;
            }
            at = next(query, at);
        }
        return query.length();
    }

    private static int indexOf(String text, char sign) {
        return indexOf(text, sign, 0);
    }

    private static int indexOf(String text, char sign, int start) {
        int at = start;
        while (at < text.length()) {
            if (text.charAt(at) == sign) {
                return at;
            }
            at = next(text, at);
        }
        return -1;
    }

    /** Behind the sign at a place, or behind the whole expression or placeholder that begins there. */
    static int next(String text, int at) {
        return isExpression(text, at) || isPlaceholder(text, at) ? end(text, at) : at + 1;
    }

    static boolean isExpression(String text, int at) {
        return EXPRESSIONS.stream().anyMatch(start -> text.startsWith(start, at));
    }

    static boolean isPlaceholder(String text, int at) {
        return text.startsWith(PLACEHOLDER, at);
    }

    private static int end(String text, int start) {
        int depth = 0;
        for (int at = start; at < text.length(); at++) {
            if (text.charAt(at) == '{') {
                depth++;
            } else if (text.charAt(at) == '}' && --depth == 0) {
                return at + 1;
            }
        }
        return text.length();
    }

    /** A text in pieces: expressions and placeholders, and what stands between them. */
    static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        int literal = 0;
        int at = 0;
        while (at < text.length()) {
            int next = next(text, at);
            if (next > at + 1) {
                if (at > literal) {
                    pieces.add(text.substring(literal, at));
                }
                pieces.add(text.substring(at, next));
                literal = next;
            }
            at = next;
        }
        if (literal < text.length()) {
            pieces.add(text.substring(literal));
        }
        return pieces;
    }
}
