package nl.laslink.local.lassimulator;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/**
 * How a simulator starts. Port 0 takes a free one. Without a data directory everything lives in memory; with one, the
 * schools are copied there on the first start, edits and received results are kept there, and deleting it starts afresh.
 */
public record LasSimulatorConfig(
        String host,
        int port,
        Optional<Path> dataDirectory,
        Optional<Path> schemas,
        Optional<TwoSidedTls> tls,
        Optional<Help> help,
        Optional<String> alsoAt,
        Clock clock) {

    /** The contact at the foot of the page, for questions about laslink. */
    public record Help(String phone, String email) {}

    /** In memory, on a free port of this machine only. */
    public static LasSimulatorConfig inMemory(Clock clock) {
        return inMemory(0, clock);
    }

    /** In memory, on this port of this machine only. */
    public static LasSimulatorConfig inMemory(int port, Clock clock) {
        return new LasSimulatorConfig(
                "127.0.0.1",
                port,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                clock);
    }

    /** Kept in this directory, on this port of this machine only. */
    public static LasSimulatorConfig keptIn(Path dataDirectory, int port, Clock clock) {
        return new LasSimulatorConfig(
                "127.0.0.1",
                port,
                Optional.of(dataDirectory),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                clock);
    }

    /** Holds each request against the published schemas in this folder, when they are there. */
    public LasSimulatorConfig withSchemas(Path folder) {
        return new LasSimulatorConfig(host, port, dataDirectory, Optional.of(folder), tls, help, alsoAt, clock);
    }

    /** Answers at an https address too. */
    public LasSimulatorConfig with(Optional<TwoSidedTls> twoSided) {
        return new LasSimulatorConfig(host, port, dataDirectory, schemas, twoSided, help, alsoAt, clock);
    }

    /** Names somebody to call or mail on its page. */
    public LasSimulatorConfig withHelp(String phone, String email) {
        return new LasSimulatorConfig(
                host, port, dataDirectory, schemas, tls, Optional.of(new Help(phone, email)), alsoAt, clock);
    }

    /**
     * Listens at this address of this machine as well, at the same port, which may not be 0 then. Its schools can be looked
     * at and changed under a name of loopback only.
     */
    public LasSimulatorConfig alsoAt(String address) {
        return new LasSimulatorConfig(host, port, dataDirectory, schemas, tls, help, Optional.of(address), clock);
    }
}
