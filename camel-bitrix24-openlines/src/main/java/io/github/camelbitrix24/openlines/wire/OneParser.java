// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.wire;

import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.HttpMessageParser;
import org.apache.hc.core5.http.io.HttpMessageParserFactory;

/** Gives a connection the parser that was made for it. */
record OneParser(HttpMessageParser<ClassicHttpResponse> parser)
        implements HttpMessageParserFactory<ClassicHttpResponse> {
    @Override
    @SuppressWarnings("deprecation")
    public HttpMessageParser<ClassicHttpResponse> create(Http1Config bounds) {
        return parser;
    }

    @Override
    public HttpMessageParser<ClassicHttpResponse> create() {
        return parser;
    }
}
