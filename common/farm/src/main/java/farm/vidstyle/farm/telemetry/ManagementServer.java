package farm.vidstyle.farm.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JacksonException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import farm.vidstyle.farm.topic.Json;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What operators ask a service: {@code /health/live}, {@code /health/ready}, {@code /health/started}, {@code /metrics},
 * and {@code /} with name, version and links. On a port of its own, so that it stays inside and answers under load.
 */
public final class ManagementServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ManagementServer.class);
    private static final int THREADS = 2;
    private static final String JSON = "application/json";
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private final HttpServer server;
    private final ExecutorService threads;
    private final Map<String, BooleanSupplier> liveChecks = new ConcurrentSkipListMap<>();
    private final Map<String, BooleanSupplier> readyChecks = new ConcurrentSkipListMap<>();
    private final Map<String, String> links = new ConcurrentHashMap<>();
    private volatile boolean started;
    private volatile boolean draining;

    private ManagementServer(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * Answers from now on: alive, but neither started nor ready.
     *
     * @param port 0 for any
     * @param service the service's name, for the index
     */
    public static ManagementServer start(int port, String service, PrometheusMeterRegistry meters) {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS, ManagementServer::thread);
        HttpServer server;
        try {
            server = HttpServer.create(new InetSocketAddress(port), 0);
        } catch (IOException e) {
            threads.shutdown();
            throw new UncheckedIOException("management port " + port + " cannot be opened: " + e.getMessage(), e);
        }
        ManagementServer management = new ManagementServer(server, threads);
        management.route("/health/live", () -> checked(management.liveChecks, true));
        management.route("/health/ready", () -> checked(management.readyChecks, management.isReady()));
        management.route("/health/started", () -> checked(Map.of(), management.started));
        management.route("/metrics", () -> new Answer(200, PROMETHEUS, meters.scrape()));
        management.route("/", () -> management.index(service));
        server.setExecutor(threads);
        server.start();
        return management;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** Everything is started. */
    public void markReady() {
        started = true;
    }

    /** No more work, please: not ready from now on. */
    public void markDraining() {
        draining = true;
    }

    /** A process for which this turns false can only be healed by a restart. */
    public void live(String name, BooleanSupplier check) {
        liveChecks.put(name, check);
    }

    /** While this is false, the service should be left alone. */
    public void ready(String name, BooleanSupplier check) {
        readyChecks.put(name, check);
    }

    /** A link to show in the index. */
    public void link(String name, String address) {
        links.put(name, address);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
    }

    private boolean isReady() {
        return started && !draining;
    }

    private void route(String path, Supplier<Answer> answer) {
        server.createContext(path, exchange -> {
            try (exchange) {
                if (!exchange.getRequestURI().getPath().equals(path)) {
                    send(
                            exchange,
                            new Answer(404, "text/plain", "expected /, /metrics or /health/{live,ready,started}\n"));
                } else if (!exchange.getRequestMethod().equals("GET")
                        && !exchange.getRequestMethod().equals("HEAD")) {
                    send(exchange, new Answer(405, "text/plain", "expected GET\n"));
                } else {
                    send(exchange, answer.get());
                }
            } catch (RuntimeException e) {
                LOG.atWarn().addKeyValue("path", path).setCause(e).log("management request failed");
            }
        });
    }

    private Answer index(String service) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("live", "/health/live");
        all.put("ready", "/health/ready");
        all.put("started", "/health/started");
        all.put("metrics", "/metrics");
        all.putAll(links);
        return json(200, Map.of("name", service, "version", version(), "ready", isReady(), "links", all));
    }

    private static Answer checked(Map<String, BooleanSupplier> checks, boolean base) {
        Map<String, Boolean> results = new LinkedHashMap<>();
        checks.forEach((name, check) -> results.put(name, holds(name, check)));
        boolean up = base && !results.containsValue(false);
        return json(up ? 200 : 503, Map.of("status", up ? "UP" : "DOWN", "checks", results));
    }

    private static boolean holds(String name, BooleanSupplier check) {
        try {
            return check.getAsBoolean();
        } catch (RuntimeException e) {
            LOG.atWarn().addKeyValue("check", name).setCause(e).log("health check failed");
            return false;
        }
    }

    private static Answer json(int status, Map<String, ?> body) {
        try {
            return new Answer(status, JSON, Json.EVENTS.writeValueAsString(body));
        } catch (JacksonException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        byte[] body = answer.body.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.contentType);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(answer.status, head ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "management");
        thread.setDaemon(true);
        return thread;
    }

    /** From the jar's manifest; classes that lie in a folder have none. */
    private static String version() {
        String version = ManagementServer.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    private record Answer(int status, String contentType, String body) {}
}
