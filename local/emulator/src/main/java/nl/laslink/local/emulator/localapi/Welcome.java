package nl.laslink.local.emulator.localapi;

import nl.laslink.local.emulator.signin.Login;

/** What a person reads when everything has started: where it is and who can sign in. */
public final class Welcome {
    private final StringBuilder text = new StringBuilder();
    private final Info info;

    /** Begins with {@code what}, a sentence, and the addresses that there always are. */
    public Welcome(String what, Info info) {
        this.info = info;
        text.append('\n').append(what).append("\n\n");
        line("Web", info.web() + "/");
        line("Inbox", info.inbox().toString());
        line("LAS simulator", info.simulator().toString());
    }

    public Welcome line(String name, String value) {
        text.append("  %-14s %s%n".formatted(name, value));
        return this;
    }

    public Welcome logins() {
        text.append('\n');
        for (Login login : info.logins()) {
            line("Login", login.email() + "  " + login.what());
        }
        text.append('\n');
        return this;
    }

    /** All of it, with {@code last} as its last line. */
    public String end(String last) {
        return text + last + "\n";
    }
}
