package nl.laslink.notify;

import nl.laslink.domain.secret.Secret;

/** Port to fresh approval tokens that nobody can guess. */
@FunctionalInterface
interface NewToken {
    Secret next();
}
