package nl.laslink.notify;

import nl.laslink.domain.secret.Secret;

/** Port to new, unguessable approval tokens. */
@FunctionalInterface
interface NewToken {
    Secret next();
}
