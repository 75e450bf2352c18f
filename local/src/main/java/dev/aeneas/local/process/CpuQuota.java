package dev.aeneas.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A control group (v1 or v2) that bounds the CPU time of one process, where the machine lets us make one. */
public final class CpuQuota {

    private static final Logger LOG = LoggerFactory.getLogger(CpuQuota.class);
    private static final Path ROOT = Path.of("/sys/fs/cgroup");
    private static final int PERIOD_MICROS = 100_000;

    private final Path folder;

    private CpuQuota(Path folder) {
        this.folder = folder;
    }

    /** Makes or finds the group of a directory; empty, with a line in the log, where that is not permitted. */
    public static Optional<CpuQuota> limit(Path directory, double cores) {
        Path folder = folderOf(directory);
        try {
            Files.createDirectories(folder);
            if (isVersion2()) {
                enable(folder.getParent().getParent());
                enable(folder.getParent());
            }
            CpuQuota quota = new CpuQuota(folder);
            quota.write(cores);
            return Optional.of(quota);
        } catch (IOException e) {
            LOG.warn("No CPU quota on this machine, running without: directory={} reason={}", directory, e.toString());
            return Optional.empty();
        }
    }

    /** Ends the limit of a directory's group, if it has one; its process then runs unlimited. */
    public static void lift(Path directory) {
        Path folder = folderOf(directory);
        if (!Files.isDirectory(folder)) {
            return;
        }
        try {
            new CpuQuota(folder).writeUnlimited();
            Files.deleteIfExists(folder);
        } catch (IOException stillInUse) {
            LOG.debug("Control group stays: folder={} reason={}", folder, stillInUse.toString());
        }
    }

    /** Takes a running process in, with all its threads. */
    public boolean enter(long pid) {
        try {
            Files.writeString(folder.resolve("cgroup.procs"), Long.toString(pid));
            return true;
        } catch (IOException e) {
            LOG.warn("Process cannot enter its control group: pid={} reason={}", pid, e.toString());
            return false;
        }
    }

    Path folder() {
        return folder;
    }

    private void write(double cores) throws IOException {
        long quotaMicros = Math.round(cores * PERIOD_MICROS);
        if (isVersion2()) {
            Files.writeString(folder.resolve("cpu.max"), quotaMicros + " " + PERIOD_MICROS);
        } else {
            Files.writeString(folder.resolve("cpu.cfs_period_us"), Integer.toString(PERIOD_MICROS));
            Files.writeString(folder.resolve("cpu.cfs_quota_us"), Long.toString(quotaMicros));
        }
    }

    private void writeUnlimited() throws IOException {
        if (isVersion2()) {
            Files.writeString(folder.resolve("cpu.max"), "max");
        } else {
            Files.writeString(folder.resolve("cpu.cfs_quota_us"), "-1");
        }
    }

    private static void enable(Path parent) throws IOException {
        Files.writeString(parent.resolve("cgroup.subtree_control"), "+cpu");
    }

    private static boolean isVersion2() {
        return Files.exists(ROOT.resolve("cgroup.controllers"));
    }

    private static Path folderOf(Path directory) {
        Path absolute = directory.toAbsolutePath().normalize();
        String name = String.format(Locale.ROOT, "%s-%08x", absolute.getFileName(), absolute.hashCode());
        return controller().resolve("aeneas").resolve(name);
    }

    private static Path controller() {
        return List.of("cpu", "cpu,cpuacct").stream()
                .map(ROOT::resolve)
                .filter(Files::isDirectory)
                .findFirst()
                .orElse(ROOT);
    }
}
