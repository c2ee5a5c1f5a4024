package nl.laslink.local.emulator.functions;

/** The functions of the template, ready to be called. */
public interface Functions {
    /**
     * Calls a function as Lambda would and answers what it wrote.
     *
     * @throws FunctionFailed when it threw or its time was up
     */
    byte[] invoke(String logicalId, byte[] event);

    /** A function threw, or took longer than its timeout. Its own message may quote data and is not in this one. */
    final class FunctionFailed extends RuntimeException {
        public FunctionFailed(String logicalId, String why, Throwable cause) {
            super(logicalId + " " + why, cause);
        }
    }
}
