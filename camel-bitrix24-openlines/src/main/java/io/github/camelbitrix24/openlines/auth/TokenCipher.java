// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.auth;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts stored tokens with AES-GCM, bound to whose they are: a row copied to another portal's does not decrypt. Without a key,
 * nothing.
 */
final class TokenCipher {
    static final TokenCipher NONE = new TokenCipher(null);

    private static final String PREFIX = "aesgcm1:";
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final Set<Integer> KEY_LENGTHS = Set.of(16, 24, 32);

    private final SecretKey key;
    private final SecureRandom random = new SecureRandom();

    private TokenCipher(SecretKey key) {
        this.key = key;
    }

    static TokenCipher of(SecretKey key) {
        if (!"AES".equals(key.getAlgorithm())) {
            throw new IllegalArgumentException("the key that encrypts tokens must be one of AES");
        }
        return new TokenCipher(key);
    }

    static TokenCipher of(String base64Key) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64Key.trim());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the key that encrypts tokens must be base64 (openssl rand -base64 32)");
        }
        if (!KEY_LENGTHS.contains(bytes.length)) {
            throw new IllegalArgumentException(
                    "the key that encrypts tokens must have 16, 24 or 32 bytes, it has " + bytes.length);
        }
        return new TokenCipher(new SecretKeySpec(bytes, "AES"));
    }

    String encrypt(String text, TokenKey owner) {
        if (key == null) {
            return text;
        }
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        byte[] encrypted = apply(Cipher.ENCRYPT_MODE, nonce, text.getBytes(StandardCharsets.UTF_8), owner);
        return PREFIX
                + Base64.getEncoder()
                        .encodeToString(ByteBuffer.allocate(NONCE + encrypted.length)
                                .put(nonce)
                                .put(encrypted)
                                .array());
    }

    /** @throws IllegalStateException if the text was encrypted with another key, or for another owner; says so */
    String decrypt(String stored, TokenKey owner) {
        if (!stored.startsWith(PREFIX)) {
            return stored;
        }
        if (key == null) {
            throw new IllegalStateException("the stored tokens are encrypted: the store needs its key (encryptedWith)");
        }
        byte[] bytes = decoded(stored);
        byte[] nonce = new byte[NONCE];
        ByteBuffer all = ByteBuffer.wrap(bytes).get(nonce);
        byte[] encrypted = new byte[all.remaining()];
        all.get(encrypted);
        return new String(apply(Cipher.DECRYPT_MODE, nonce, encrypted, owner), StandardCharsets.UTF_8);
    }

    private static byte[] decoded(String stored) {
        try {
            byte[] bytes = Base64.getDecoder().decode(stored.substring(PREFIX.length()));
            if (bytes.length > NONCE) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("the stored tokens are no base64");
        }
        throw new IllegalStateException("the stored tokens were cut off");
    }

    private byte[] apply(int mode, byte[] nonce, byte[] bytes, TokenKey owner) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD((owner.memberId() + "/" + owner.userId()).getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the stored tokens do not open with the key that the store has ("
                    + e.getClass().getSimpleName() + ")");
        }
    }
}
