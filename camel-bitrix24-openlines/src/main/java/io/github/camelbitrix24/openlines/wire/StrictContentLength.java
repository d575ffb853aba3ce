// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.wire;

import org.apache.commons.lang3.StringUtils;
import org.apache.hc.core5.http.ContentLengthStrategy;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpMessage;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.impl.DefaultContentLengthStrategy;

/** How long a body is; what two readers could read in two ways (RFC 9112, 6.3) is refused. */
final class StrictContentLength implements ContentLengthStrategy {

    @Override
    public long determineLength(HttpMessage message) throws HttpException {
        if (message.containsHeader(HttpHeaders.TRANSFER_ENCODING)) {
            if (message.containsHeader(HttpHeaders.CONTENT_LENGTH)) {
                throw new ProtocolException("both Content-Length and Transfer-Encoding");
            }
            if (message.getVersion() != null && message.getVersion().lessEquals(HttpVersion.HTTP_1_0)) {
                throw new ProtocolException("Transfer-Encoding in HTTP/1.0");
            }
        }
        Header length = message.getFirstHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null && !StringUtils.isNumeric(length.getValue())) {
            throw new ProtocolException("a Content-Length that is no number");
        }
        return DefaultContentLengthStrategy.INSTANCE.determineLength(message);
    }
}
