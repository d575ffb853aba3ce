// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server of bare sockets, on which a script says every byte. */
final class RawServer implements AutoCloseable {
    static final String TRUE = "{\"result\":true,\"time\":{\"start\":1773683678,\"duration\":0.01}}";
    static final String REFUSAL = "{\"error\":\"CHAT_ID\",\"error_description\":\"refused\"}";

    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *(\\d+)");

    /** What happens on a connection, from its beginning to its end. */
    interface Script {
        void run(Connection connection) throws Exception;
    }

    private final ServerSocket socket;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Script script;
    final List<String> requests = new CopyOnWriteArrayList<>();

    RawServer(Script script) throws IOException {
        this(new ServerSocket(0, 200, InetAddress.getLoopbackAddress()), script);
    }

    RawServer(ServerSocket socket, Script script) {
        this.socket = socket;
        this.script = script;
        threads.execute(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Connections that stand open here. */
    int connections() {
        return open.size();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket accepted = socket.accept();
                open.add(accepted);
                threads.execute(() -> serve(accepted));
            } catch (IOException | RuntimeException e) {
                if (!socket.isClosed()) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    private void serve(Socket accepted) {
        try (accepted) {
            script.run(new Connection(accepted));
        } catch (IOException e) {
            // the client has closed its end
            open.remove(accepted);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            open.remove(accepted);
        }
    }

    /** An answer with its length. */
    static String answer(String status, String body) {
        return "HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                + "\r\n\r\n" + body;
    }

    static String yes() {
        return answer("200 OK", TRUE);
    }

    static String no() {
        return answer("400 Bad Request", REFUSAL);
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket left : open) {
            left.close();
        }
        threads.shutdownNow();
    }

    /** One connection, as the server has it. */
    final class Connection {
        final Socket socket;
        private final InputStream in;

        private Connection(Socket socket) throws IOException {
            this.socket = socket;
            socket.setTcpNoDelay(true);
            this.in = new BufferedInputStream(socket.getInputStream());
        }

        /** The next request, head and body; null if the client has closed. */
        String read() throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            String head;
            do {
                int next = in.read();
                if (next < 0) {
                    return null;
                }
                bytes.write(next);
                head = bytes.toString(StandardCharsets.ISO_8859_1);
            } while (!head.endsWith("\r\n\r\n"));
            Matcher length = LENGTH.matcher(head.toLowerCase(Locale.ROOT));
            if (length.find()) {
                bytes.write(in.readNBytes(Integer.parseInt(length.group(1))));
            }
            String request = bytes.toString(StandardCharsets.UTF_8);
            requests.add(request);
            return request;
        }

        void write(String text) throws IOException {
            write(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        void write(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        }

        /** Answers each request alike, to the client's end. */
        void always(String answer) throws IOException {
            while (read() != null) {
                write(answer);
            }
        }

        /** Blocks until the client closes. */
        void awaitEnd() throws IOException {
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        }

        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }
}
