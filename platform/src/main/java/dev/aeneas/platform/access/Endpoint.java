package dev.aeneas.platform.access;

/**
 * One endpoint of a gateway.
 *
 * @param method of HTTP, in capitals
 * @param path as declared, with one slash at its beginning and none at its end
 */
public record Endpoint(String method, String path) {
    private static final String CLUSTER = "{cluster}";

    /** An endpoint from the paths of a class and of a method, each of which may be empty. */
    public static Endpoint of(String method, String classPath, String methodPath) {
        var path = ("/" + classPath + "/" + methodPath).replaceAll("/+", "/");
        return new Endpoint(method, path.length() > 1 ? path.replaceAll("/$", "") : path);
    }

    /** Whether the path says which cluster it is about. */
    public boolean ofOneCluster() {
        return path.contains(CLUSTER);
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
