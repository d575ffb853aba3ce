// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.benchmarks;

import java.io.IOException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;

/** The measure of all: Apache HttpClient 5 in a loop, sending the JSON that the component sends, and nothing else. */
final class BareClient implements Call {
    private final CloseableHttpClient http;
    private final String address;

    BareClient(String portalUrl, int connections) {
        PoolingHttpClientConnectionManager pool = new PoolingHttpClientConnectionManager();
        pool.setMaxTotal(connections);
        pool.setDefaultMaxPerRoute(connections);
        http = HttpClients.custom()
                .setConnectionManager(pool)
                .disableAutomaticRetries()
                .build();
        address = portalUrl + "/rest/1/code/imopenlines.operator.spam";
    }

    @Override
    public void call(long chat) throws IOException {
        HttpPost post = new HttpPost(address);
        post.setHeader("Accept", "application/json");
        post.setEntity(new StringEntity("{\"CHAT_ID\":" + chat + "}", ContentType.APPLICATION_JSON));
        http.execute(post, response -> EntityUtils.toByteArray(response.getEntity()));
    }

    @Override
    public void close() throws IOException {
        http.close();
    }
}
