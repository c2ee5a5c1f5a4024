package nl.laslink.operations.origin;

import java.io.PrintStream;
import nl.laslink.operations.origin.OriginVersions.InUse;

/** Moves CloudFront and the web ACL to a new version of the secret; the web ACL accepts at each step what CloudFront may send. */
final class Rotation {
    private final OriginVersions versions;
    private final OriginSecret secret;
    private final PrintStream out;

    Rotation(OriginVersions versions, OriginSecret secret, PrintStream out) {
        this.versions = versions;
        this.secret = secret;
        this.out = out;
    }

    /** @param isAnew whether a rotation that did not end is given up for another version */
    void rotate(boolean isAnew) {
        String current = secret.currentVersion();
        InUse inUse = named(versions.inUse(), current);
        if (isAnew || inUse.isOnly(current)) {
            current = secret.replace();
            out.println("a new version of the secret: " + current);
        } else {
            out.println("going on with version " + current);
        }
        if (!inUse.sent().equals(current)) {
            if (!inUse.accepted().equals(current)) {
                versions.use(new InUse(inUse.sent(), current));
                out.println("1. the web ACL accepts both");
            }
            versions.use(new InUse(current, inUse.sent()));
            out.println("2. CloudFront sends the new one");
        }
        versions.use(new InUse(current, current));
        out.println("3. the web ACL accepts the new one only");
    }

    /** Empty means the current version: that is named before another becomes current. */
    private InUse named(InUse inUse, String current) {
        if (!inUse.sent().isEmpty() && !inUse.accepted().isEmpty()) {
            return inUse;
        }
        InUse named = new InUse(current, current);
        versions.use(named);
        out.println("0. the version in use is named: " + current);
        return named;
    }
}
