package nl.laslink.local.emulator.gateway;

/** Runs a function: the event in, its answer out, both JSON. An exception is the function's failure. */
@FunctionalInterface
public interface Invoker {
    String invoke(String function, String event) throws Exception;
}
