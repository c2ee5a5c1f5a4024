package nl.laslink.domain.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;

/** Ports with a concurrent writer: it acts between two calls. */
public final class Meanwhile {
    private Meanwhile() {}

    /** {@code somebody} acts once, after the first call of {@code read} and before its caller continues. */
    public static <T> T after(String read, Class<T> port, T delegate, Runnable somebody) {
        AtomicBoolean acted = new AtomicBoolean();
        return port.cast(
                Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (_, method, arguments) -> {
                    try {
                        Object answer = method.invoke(delegate, arguments);
                        if (method.getName().equals(read) && acted.compareAndSet(false, true)) {
                            somebody.run();
                        }
                        return answer;
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                }));
    }
}
