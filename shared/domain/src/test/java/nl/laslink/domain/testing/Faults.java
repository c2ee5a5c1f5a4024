package nl.laslink.domain.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Ports that crash once: everything before works, everything after works, so that the same object serves the retry. */
public final class Faults {
    private Faults() {}

    /** The process died here. */
    public static final class Crash extends RuntimeException {
        Crash(String method, int nth) {
            super("crash at call " + nth + ", " + method);
        }
    }

    /** Crashes instead of the n-th call of one of the write methods; n starts at 1. */
    public static <T> T failingOn(int nth, Class<T> port, T delegate, Set<String> writeMethods) {
        return crashing(nth, port, delegate, writeMethods, false);
    }

    /** Crashes after the n-th call of one of the write methods: it is done, but the caller never hears. */
    public static <T> T failingAfter(int nth, Class<T> port, T delegate, Set<String> writeMethods) {
        return crashing(nth, port, delegate, writeMethods, true);
    }

    /** Crashes before, or else after, the n-th write that {@code calls} counts over several ports. */
    public static <T> T countedBy(
            AtomicInteger calls, int nth, boolean before, Class<T> port, T delegate, Set<String> writeMethods) {
        return crashing(calls, nth, port, delegate, writeMethods, !before);
    }

    private static <T> T crashing(int nth, Class<T> port, T delegate, Set<String> writeMethods, boolean afterwards) {
        return crashing(new AtomicInteger(), nth, port, delegate, writeMethods, afterwards);
    }

    private static <T> T crashing(
            AtomicInteger calls, int nth, Class<T> port, T delegate, Set<String> writeMethods, boolean afterwards) {
        return port.cast(
                Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (_, method, arguments) -> {
                    boolean crashes = writeMethods.contains(method.getName()) && calls.incrementAndGet() == nth;
                    if (crashes && !afterwards) {
                        throw new Crash(method.getName(), nth);
                    }
                    Object answer = call(delegate, method, arguments);
                    if (crashes) {
                        throw new Crash(method.getName(), nth);
                    }
                    return answer;
                }));
    }

    private static Object call(Object delegate, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(delegate, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }
}
