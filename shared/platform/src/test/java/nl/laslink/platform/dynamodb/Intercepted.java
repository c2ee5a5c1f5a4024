package nl.laslink.platform.dynamodb;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.paginators.QueryIterable;

/** A DynamoDB client whose requests a test can count, fail, or interleave with other work. */
public final class Intercepted {
    static final Set<String> WRITES =
            Set.of("putItem", "updateItem", "deleteItem", "batchWriteItem", "transactWriteItems");

    private Intercepted() {}

    /** The worker that made this request is dead. */
    static final class Died extends RuntimeException {}

    @FunctionalInterface
    interface Call {
        Object proceed();
    }

    @FunctionalInterface
    interface Interceptor {
        Object on(String operation, Object request, Call call);
    }

    static DynamoDbClient by(Interceptor interceptor) {
        return (DynamoDbClient) Proxy.newProxyInstance(
                DynamoDbClient.class.getClassLoader(),
                new Class<?>[] {DynamoDbClient.class},
                (self, method, arguments) -> {
                    if (method.getName().equals("queryPaginator") && arguments[0] instanceof QueryRequest query) {
                        // So that each of its pages is a request that passes by, too.
                        return new QueryIterable((DynamoDbClient) self, query);
                    }
                    return interceptor.on(method.getName(), arguments == null ? null : arguments[0], () -> {
                        try {
                            return method.invoke(LocalTables.CLIENT, arguments);
                        } catch (InvocationTargetException thrown) {
                            throw (RuntimeException) thrown.getCause();
                        } catch (IllegalAccessException impossible) {
                            throw new IllegalStateException(impossible);
                        }
                    });
                });
    }

    /** Writes down the operation of every request. */
    public static final class Counter {
        public final List<String> operations = Collections.synchronizedList(new ArrayList<>());

        public DynamoDbClient client() {
            return by((operation, _, call) -> {
                operations.add(operation);
                return call.proceed();
            });
        }

        long count(String operation) {
            return operations.stream().filter(operation::equals).count();
        }
    }

    /** Dies before the n-th write, or just after it, and does nothing more. Somebody looks after every write. */
    static final class Dying {
        private final int nth;
        private final boolean before;
        private final Runnable look;
        private final AtomicInteger writes = new AtomicInteger();
        private boolean dead;

        Dying(int nth, boolean before, Runnable look) {
            this.nth = nth;
            this.before = before;
            this.look = look;
        }

        synchronized boolean isDead() {
            return dead;
        }

        DynamoDbClient client() {
            return by((operation, _, call) -> WRITES.contains(operation) ? write(call) : call.proceed());
        }

        private synchronized Object write(Call call) {
            dead = dead || (before && writes.incrementAndGet() == nth);
            if (dead) {
                throw new Died();
            }
            Object answer = call.proceed();
            look.run();
            dead = !before && writes.incrementAndGet() == nth;
            if (dead) {
                throw new Died();
            }
            return answer;
        }
    }
}
