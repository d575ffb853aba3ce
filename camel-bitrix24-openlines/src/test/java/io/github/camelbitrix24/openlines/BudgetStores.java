// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.RedisClient;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;

/** The stores of docs/scaling.md, as a user makes them. */
final class BudgetStores {
    private BudgetStores() {}

    static ProxyManager<String> of(String url) throws Exception {
        return url.startsWith("redis") ? redis(redisClient(url)) : postgres(TestDatabase.source(url));
    }

    /** Lettuce's own pauses before it connects again grow to half a minute. */
    static RedisClient redisClient(String url) {
        return RedisClient.create(
                DefaultClientResources.builder()
                        .reconnectDelay(Delay.constant(Duration.ofSeconds(1)))
                        .build(),
                url);
    }

    static ProxyManager<String> redis(RedisClient client) {
        return Bucket4jLettuce.casBasedBuilder(client.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE)))
                .expirationAfterWrite(
                        ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(Duration.ofMinutes(10)))
                .build();
    }

    static ProxyManager<String> postgres(DataSource database) throws Exception {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS bucket (id VARCHAR(255) PRIMARY KEY, state BYTEA)");
        }
        return Bucket4jPostgreSQL.selectForUpdateBasedBuilder(database)
                .primaryKeyMapper(PrimaryKeyMapper.STRING)
                .build();
    }
}
