package dev.inferencemax.extractor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import dev.inferencemax.extractor.ExtractorProcess.Ended;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.batch.core.scope.context.StepContext;
import org.springframework.batch.core.scope.context.StepSynchronizationManager;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Holds a process still in the middle of a step, just before a statement goes to the database: within its transaction,
 * and for ever, so that it can be killed exactly there. Part of a process only when {@code spring.main.sources} names it.
 */
final class PauseAt implements BeanPostProcessor {

    static final String STEP = "PAUSE_AT_STEP";
    static final String STATEMENT = "PAUSE_AT_STATEMENT";
    static final String COUNT = "PAUSE_AT_COUNT";

    /** Appears in the working directory when the process has come there. */
    static final String SIGN = "paused";

    private final String step;
    private final String statement;
    private final AtomicInteger left;

    /**
     * Starts a command and kills it there.
     *
     * @param count how often the statement is met, the last time not executed
     */
    static Ended killedBefore(String statement, int count, String step, Workplace work, String... arguments) {
        Map<String, String> environment =
                Map.of("GITHUB_TOKEN", Workplace.TOKEN, STEP, step, STATEMENT, statement, COUNT, String.valueOf(count));
        String[] paused = Stream.concat(
                        Stream.of(arguments), Stream.of("--spring.main.sources=" + PauseAt.class.getName()))
                .toArray(String[]::new);
        try (ExtractorProcess process = work.startWith(environment, paused)) {
            await().atMost(Duration.ofMinutes(1)).until(() -> Files.exists(work.path(SIGN)) || !process.isAlive());
            return process.kill();
        }
    }

    PauseAt(Environment environment) {
        step = environment.getRequiredProperty(STEP);
        statement = environment.getRequiredProperty(STATEMENT);
        left = new AtomicInteger(environment.getRequiredProperty(COUNT, Integer.class));
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource source ? new Watched(source) : bean;
    }

    private final class Watched extends DelegatingDataSource {

        Watched(DataSource source) {
            super(source);
        }

        @Override
        public Connection getConnection() throws SQLException {
            return watched(super.getConnection());
        }
    }

    private Connection watched(Connection connection) {
        return proxy(Connection.class, (method, arguments) -> {
            Object result = invoke(connection, method, arguments);
            return method.getName().equals("createStatement") ? watched((Statement) result) : result;
        });
    }

    private Statement watched(Statement statement) {
        return proxy(Statement.class, (method, arguments) -> invoke(statement, method, arguments));
    }

    /** What takes the text of a statement prepares or executes it. */
    private Object invoke(Object on, Method method, Object[] arguments) throws Throwable {
        if (method.getName().matches("prepare.*|execute.*")
                && arguments != null
                && arguments[0] instanceof String sql) {
            pauseIfItIsTime(sql);
        }
        try {
            return method.invoke(on, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private interface Call {
        Object of(Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> call.of(method, arguments)));
    }

    private void pauseIfItIsTime(String sql) {
        StepContext present = StepSynchronizationManager.getContext();
        if (present != null
                && present.getStepName().equals(step)
                && sql.strip().replaceAll("\\s+", " ").startsWith(statement)
                && left.decrementAndGet() == 0) {
            try {
                Files.writeString(Path.of(SIGN), sql, UTF_8);
                new CountDownLatch(1).await();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
