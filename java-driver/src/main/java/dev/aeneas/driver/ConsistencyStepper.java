package dev.aeneas.driver;

import com.datastax.oss.driver.api.core.config.DriverExecutionProfile;
import com.datastax.oss.driver.internal.core.config.ConfigChangeEvent;
import com.datastax.oss.driver.internal.core.config.typesafe.DefaultDriverConfigLoader;
import com.datastax.oss.driver.internal.core.config.typesafe.TypesafeDriverConfig;
import com.datastax.oss.driver.internal.core.context.EventBus;
import com.datastax.oss.driver.internal.core.context.InternalDriverContext;
import com.typesafe.config.Config;
import dev.aeneas.driver.ClientRouting.Consistency;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Steps the configured consistency levels of a session down, and back.
 *
 * <p>The driver reads the level from its configuration at every request, so it is changed there, in memory. What a statement itself names
 * is the application's and stays.
 */
final class ConsistencyStepper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConsistencyStepper.class);

    private final TypesafeDriverConfig config;
    private final Supplier<Config> configured;
    private final SteppedLevels levels;
    private final EventBus events;
    private final Object registration;
    private Optional<Consistency> steppedTo = Optional.empty();

    private ConsistencyStepper(
            TypesafeDriverConfig config, Supplier<Config> configured, SteppedLevels levels, EventBus events) {
        this.config = config;
        this.configured = configured;
        this.levels = levels;
        this.events = events;
        // the driver reads its files anew now and then, and knows nothing of the step
        this.registration = events.register(ConfigChangeEvent.class, reloaded -> apply());
    }

    /** Empty where it is switched off, or the configuration comes from a loader that cannot be changed. */
    static Optional<ConsistencyStepper> of(InternalDriverContext context, DriverExecutionProfile profile) {
        if (!profile.getBoolean(AeneasOption.STEP_CONSISTENCY)) {
            return Optional.empty();
        }
        if (context.getConfig() instanceof TypesafeDriverConfig config
                && context.getConfigLoader() instanceof DefaultDriverConfigLoader loader) {
            var levels = new SteppedLevels(Set.copyOf(profile.getStringList(AeneasOption.READ_PROFILES)));
            return Optional.of(
                    new ConsistencyStepper(config, loader.getConfigSupplier(), levels, context.getEventBus()));
        }
        LOG.warn("Consistency is not stepped: the driver's configuration comes from a loader of another kind");
        return Optional.empty();
    }

    synchronized void step(Optional<Consistency> to) {
        if (!to.equals(steppedTo)) {
            LOG.info("Levels that need every datacenter are {} now", to.isPresent() ? to.get() : "as configured");
            steppedTo = to;
            config.reload(to.map(c -> levels.applied(configured.get(), c)).orElseGet(configured));
        }
    }

    private synchronized void apply() {
        steppedTo.ifPresent(to -> config.reload(levels.applied(configured.get(), to)));
    }

    @Override
    public void close() {
        events.unregister(registration, ConfigChangeEvent.class);
    }
}
