// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines.simulator.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509KeyManager;

/** A key and a certificate signed with itself, made anew for each portal that speaks HTTPS. */
public final class PortalCertificate {

    private static final byte[] ECDSA_WITH_SHA256 = Der.sequence(Der.oid("1.2.840.10045.4.3.2"));
    private static final int DNS_NAME = 0x82;
    private static final int IP_ADDRESS = 0x87;
    private static final char[] NO_PASSWORD = {};

    private final KeyPair keys;
    private final Certificate certificate;

    private PortalCertificate(KeyPair keys, Certificate certificate) {
        this.keys = keys;
        this.certificate = certificate;
    }

    /** Valid for this host as a name and an address, and for {@code localhost}. */
    public static PortalCertificate of(String host, InetAddress address) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair keys = generator.generateKeyPair();
            byte[] encoded = sign(unsigned(keys, host, address), keys);
            Certificate certificate =
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded));
            return new PortalCertificate(keys, certificate);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot make a certificate", e);
        }
    }

    private static byte[] sign(byte[] unsigned, KeyPair keys) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(keys.getPrivate());
        signature.update(unsigned);
        return Der.sequence(unsigned, ECDSA_WITH_SHA256, Der.bits(signature.sign()));
    }

    private static byte[] unsigned(KeyPair keys, String host, InetAddress address) {
        Instant now = Instant.now();
        byte[] name = Der.sequence(Der.set(Der.sequence(Der.oid("2.5.4.3"), Der.text("portal simulator"))));
        byte[] validity =
                Der.sequence(Der.time(now.minus(Duration.ofDays(1))), Der.time(now.plus(Duration.ofDays(3650))));
        byte[] authority = Der.sequence(Der.oid("2.5.29.19"), Der.yes(), Der.octets(Der.sequence(Der.yes())));
        byte[] names = Der.sequence(
                Der.oid("2.5.29.17"),
                Der.octets(Der.sequence(
                        Der.tagged(DNS_NAME, host.getBytes(StandardCharsets.US_ASCII)),
                        Der.tagged(DNS_NAME, "localhost".getBytes(StandardCharsets.US_ASCII)),
                        Der.tagged(IP_ADDRESS, address.getAddress()))));
        return Der.sequence(
                Der.tagged(0xa0, Der.integer(BigInteger.TWO)),
                Der.integer(BigInteger.valueOf(now.toEpochMilli())),
                ECDSA_WITH_SHA256,
                name,
                validity,
                name,
                keys.getPublic().getEncoded(),
                Der.tagged(0xa3, Der.sequence(authority, names)));
    }

    public String pem() {
        try {
            String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
            return "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The certificate cannot be written", e);
        }
    }

    /** Holds the certificate as the only one that is trusted. */
    public KeyStore trustStore() {
        try {
            KeyStore store = emptyStore();
            store.setCertificateEntry("portal", certificate);
            return store;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot hold a certificate", e);
        }
    }

    public SSLContext sslContext() {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trustStore());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot speak TLS", e);
        }
    }

    X509KeyManager keyManager() {
        try {
            KeyStore store = emptyStore();
            store.setKeyEntry("portal", keys.getPrivate(), NO_PASSWORD, new Certificate[] {certificate});
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, NO_PASSWORD);
            return (X509KeyManager) factory.getKeyManagers()[0];
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot hold the portal's key", e);
        }
    }

    private static KeyStore emptyStore() throws GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try {
            store.load(null, NO_PASSWORD);
        } catch (IOException e) {
            throw new GeneralSecurityException(e);
        }
        return store;
    }
}
