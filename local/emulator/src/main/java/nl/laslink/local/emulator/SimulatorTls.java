package nl.laslink.local.emulator;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.laslink.local.lassimulator.TwoSidedTls;

/** The simulator's https address with its throw-away certificates, when the kinds of LAS speak of it. */
record SimulatorTls(Optional<TwoSidedTls> address, Optional<Path> folder, int port) {
    private static final List<String> FILES = List.of("server.p12", "client.p12", "server.pem");

    static SimulatorTls when(boolean wanted, int port) {
        if (!wanted) {
            return new SimulatorTls(Optional.empty(), Optional.empty(), port);
        }
        try {
            Path folder = Files.createTempDirectory("laslink-tls");
            return new SimulatorTls(Optional.of(TwoSidedTls.make(folder, port)), Optional.of(folder), port);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Laslink.CannotStart("The simulator's certificates were not made in time.");
        } catch (IOException e) {
            throw new Laslink.CannotStart("The simulator's certificates cannot be made: is this JDK without keytool?");
        }
    }

    /** What the file of the kinds of LAS writes for the simulator. */
    Map<String, String> standIns(URI simulator) {
        String plain = simulator.toString().replaceFirst("/$", "");
        return folder.map(f -> Map.of(
                        "{lasSimulator}",
                        plain,
                        "{lasSimulatorTls}",
                        "https://localhost:" + port,
                        "{lasSimulatorFiles}",
                        f.toString()))
                .orElseGet(() -> Map.of("{lasSimulator}", plain));
    }

    /** The keys live on in memory alone. */
    void forgetFiles() {
        if (folder.isEmpty()) {
            return;
        }
        try {
            for (String file : FILES) {
                Files.deleteIfExists(folder.get().resolve(file));
            }
            Files.deleteIfExists(folder.get());
        } catch (IOException left) {
            throw new Laslink.CannotStart("The simulator's certificates cannot be removed from " + folder.get() + ".");
        }
    }
}
