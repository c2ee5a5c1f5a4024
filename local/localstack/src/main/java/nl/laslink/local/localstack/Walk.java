package nl.laslink.local.localstack;

import java.io.IOException;
import java.util.List;
import nl.laslink.local.emulator.walk.ProductClient;
import nl.laslink.local.emulator.walk.SchoolWalk;

/** Walks the steps of a school, prints how long each took and names the one that failed. */
final class Walk {
    private Walk() {}

    /** The chain is broken at this step; the message is for a person. */
    static final class Broken extends RuntimeException {
        Broken(String step, String why) {
            super("localstack: it broke at \"" + step + "\": " + why);
        }
    }

    /** @throws Broken at the first step that fails */
    static void through(List<SchoolWalk.Step> steps) throws InterruptedException {
        for (SchoolWalk.Step step : steps) {
            long begin = System.nanoTime();
            try {
                step.walk();
            } catch (ProductClient.UnexpectedAnswer unexpected) {
                throw new Broken(step.name(), unexpected.getMessage());
            } catch (IOException lost) {
                throw new Broken(step.name(), "no answer: " + lost);
            }
            System.out.printf("  %-24s %5.1f s%n", step.name(), (System.nanoTime() - begin) / 1e9);
        }
    }
}
